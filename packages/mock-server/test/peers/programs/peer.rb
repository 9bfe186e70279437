# A gRPC client in Ruby that is told on stdin what to call: first the key, then a line "PATH TIMEOUT_MS FRESH" per call.
require 'grpc'
require 'json'

$stdout.sync = true
address = ARGV[0]
key = $stdin.gets.strip
same = ->(bytes) { bytes }
stub = nil

while (line = $stdin.gets)
  path, timeout, fresh = line.split
  stub = nil if fresh == '1'
  stub ||= GRPC::ClientStub.new(address, :this_channel_is_insecure, channel_args: { 'grpc.use_local_subchannel_pool' => 1 })
  begin
    answer = stub.request_response(path, '', same, same,
                                   metadata: { 'authorization' => "Bearer #{key}" },
                                   deadline: Time.now + timeout.to_f / 1000)
    puts JSON.generate(status: 'OK', body: answer.nil? ? 'none' : answer.unpack1('H*'))
  rescue GRPC::BadStatus => e
    name = GRPC::Core::StatusCodes.constants.find { |each| GRPC::Core::StatusCodes.const_get(each) == e.code }
    puts JSON.generate(status: name, details: e.details)
  rescue GRPC::Core::CallError, StandardError => e
    puts JSON.generate(status: 'thrown', details: "#{e.class}: #{e.message}")
  end
end
