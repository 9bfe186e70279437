"""A gRPC client in Python that is told on stdin what to call: first the key, then a line "PATH TIMEOUT_MS FRESH" per call."""
import json
import sys

import grpc

address = sys.argv[1]
key = sys.stdin.readline().strip()
channel = None

for line in sys.stdin:
    path, timeout, fresh = line.split()
    if channel is None or fresh == "1":
        if channel is not None:
            channel.close()
        channel = grpc.insecure_channel(address, options=(("grpc.use_local_subchannel_pool", 1),))
    try:
        metadata = (("authorization", "Bearer " + key),)
        answer = channel.unary_unary(path)(b"", metadata=metadata, timeout=int(timeout) / 1000)
        print(json.dumps({"status": "OK", "body": answer.hex() if answer is not None else "none"}), flush=True)
    except grpc.RpcError as error:
        print(json.dumps({"status": error.code().name, "details": error.details()}), flush=True)
