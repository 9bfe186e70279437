"""Learns the services of a mock server by reflection, and calls one, with no .proto file at hand."""
import json
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

from reflected import fields, load

SERVICE = "dlubal.api.rfem.Application"
address, key = sys.argv[1], sys.stdin.read().strip()
channel = grpc.insecure_channel(address)


def ask(version, *questions):
    path = f"/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo"
    return [dict(fields(answer)) for answer in channel.stream_stream(path)(iter(questions), timeout=10)]


def by_symbol(name):
    return b"\x22" + bytes([len(name)]) + name.encode()


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
