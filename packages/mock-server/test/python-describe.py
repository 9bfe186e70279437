"""Describes all services of a mock server by reflection: protobuf's own pool has to accept every descriptor."""
import json
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool

channel = grpc.insecure_channel(sys.argv[1])


def fields(data):
    """Number and content of the length-delimited fields of a message."""
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(data):
        tag, value = varint(), varint()
        if tag & 7 == 2:
            yield tag >> 3, data[at : at + value]
            at += value


def ask(question):
    method = channel.stream_stream("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo")
    return dict(fields(next(method(iter([question]), timeout=10))))


def load(pool, files, name):
    """Adds a file after those that it imports."""
    file = files.pop(name, None)
    if file is not None:
        for other in file.dependency:
            load(pool, files, other)
        pool.Add(file)


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
