"""Calls a mock server as the official client does: both headers, gzip, get_application_info first."""
import json
import sys

import grpc

address, key = sys.argv[1], sys.stdin.read().strip()
channel = grpc.insecure_channel(
    address,
    compression=grpc.Compression.Gzip,
    options=[("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1)],
)
metadata = (("authorization", f"Bearer {key}"), ("api-client-info", "Python | 2.15.3"))


def call(name, message=b""):
    method = channel.unary_unary(f"/dlubal.api.rfem.Application/{name}")
    try:
        return {"answer": method(message, metadata=metadata, timeout=10).hex()}
    except grpc.RpcError as error:
        return {"code": error.code().value[0], "details": error.details()}


beam = b"\x0a\x64" + b"beam" * 25
print(json.dumps([call("get_application_info"), call("create_model", beam), call("get_model_list")]))
