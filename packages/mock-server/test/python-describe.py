"""Describes all services of a mock server by reflection: protobuf's own pool has to accept every descriptor."""
import json
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool

from reflected import fields, load

channel = grpc.insecure_channel(sys.argv[1])


def ask(question):
    method = channel.stream_stream("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo")
    return dict(fields(next(method(iter([question]), timeout=10))))


described = {}
for _, listed in fields(ask(b"\x3a\x00")[6]):
    name = dict(fields(listed))[1].decode()
    found = ask(b"\x22" + bytes([len(name)]) + name.encode())[4]
    files = [descriptor_pb2.FileDescriptorProto.FromString(data) for _, data in fields(found)]
    pool, by_name = descriptor_pool.DescriptorPool(), {file.name: file for file in files}
    for file in files:
        load(pool, by_name, file.name)
    described[name] = [
        f"{method.name}({method.input_type.full_name}) {method.output_type.full_name}"
        for method in pool.FindServiceByName(name).methods
    ]
print(json.dumps(described))
