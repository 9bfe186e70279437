"""Learns the services of a mock server by reflection, and calls one, with no .proto file at hand."""
import json
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

SERVICE = "dlubal.api.rfem.Application"
address, key = sys.argv[1], sys.stdin.read().strip()
channel = grpc.insecure_channel(address)


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


def ask(version, *questions):
    path = f"/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo"
    return [dict(fields(answer)) for answer in channel.stream_stream(path)(iter(questions), timeout=10)]


def by_symbol(name):
    return b"\x22" + bytes([len(name)]) + name.encode()


def load(pool, files, name):
    """Adds a file after those that it imports."""
    file = files.pop(name, None)
    if file is not None:
        for other in file.dependency:
            load(pool, files, other)
        pool.Add(file)


listed, found = ask("v1alpha", b"\x3a\x00", by_symbol(SERVICE))
names = [dict(fields(service))[1].decode() for _, service in fields(listed[6])]
files = [descriptor_pb2.FileDescriptorProto.FromString(data) for _, data in fields(found[4])]
pool = descriptor_pool.DescriptorPool()
by_name = {file.name: file for file in files}
for file in files:
    load(pool, by_name, file.name)

method = pool.FindServiceByName(SERVICE).FindMethodByName("get_application_info")
make = getattr(message_factory, "GetMessageClass", None) or message_factory.MessageFactory(pool).GetPrototype
request, response = make(method.input_type), make(method.output_type)
call = channel.unary_unary(
    f"/{SERVICE}/{method.name}", request_serializer=request.SerializeToString, response_deserializer=response.FromString
)
info = call(request(), metadata=(("authorization", f"Bearer {key}"),), timeout=10)
same = ask("v1", by_symbol(SERVICE))[0][4] == found[4]
print(json.dumps({"services": names, "name": info.name, "same": same}))
