"""A test in another language: `npm test`, or `dlubal-auth mock exec --limit 3 -- python3 -m pytest`.

The server is there before the first test, its address and a key are in the environment, and Dlubal's own client finds
that key in config.ini as it always does. This file speaks gRPC directly, so that it needs nothing but grpcio.
"""
import os
import unittest

import grpc

APPLICATION = "/dlubal.api.rfem.Application/"


def call(method, message=b"", key=os.environ["DLUBAL_API_KEY"]):
    with grpc.insecure_channel(os.environ["DLUBAL_MOCK_ADDRESS"]) as channel:
        metadata = [("authorization", f"Bearer {key}")]
        return channel.unary_unary(APPLICATION + method)(message, metadata=metadata, timeout=10)


class Bridge(unittest.TestCase):
    def test_1_a_model_is_made_and_listed(self):
        call("create_model", b"\x0a\x06bridge")
        self.assertIn(b"bridge", call("get_model_list"))

    def test_2_a_wrong_key_and_a_used_up_month_have_one_status_and_other_words(self):
        with self.assertRaises(grpc.RpcError) as wrong:
            call("get_model_list", key="ak-" + "0" * 48)
        with self.assertRaises(grpc.RpcError) as used_up:
            call("get_model_list")
        codes = {wrong.exception.code(), used_up.exception.code()}
        self.assertEqual(codes, {grpc.StatusCode.UNAUTHENTICATED})
        self.assertNotEqual(wrong.exception.details(), used_up.exception.details())
