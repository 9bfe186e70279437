// dlubal-auth mock exec -- dotnet test
using Grpc.Core;
using Grpc.Net.Client;
using Xunit;

public class BridgeTests
{
    private static readonly Method<byte[], byte[]> GetModelList = new(
        MethodType.Unary, "dlubal.api.rfem.Application", "get_model_list",
        Marshallers.Create(bytes => bytes, bytes => bytes),
        Marshallers.Create(bytes => bytes, bytes => bytes));

    private static byte[] Call(string key)
    {
        var address = "http://" + Environment.GetEnvironmentVariable("DLUBAL_MOCK_ADDRESS");
        using var channel = GrpcChannel.ForAddress(address);
        var headers = new Metadata { { "authorization", $"Bearer {key}" } };
        return channel.CreateCallInvoker().BlockingUnaryCall(
            GetModelList, null, new CallOptions(headers, DateTime.UtcNow.AddSeconds(10)), Array.Empty<byte>());
    }

    [Fact]
    public void A_key_of_the_mock_server_is_taken() =>
        Assert.NotNull(Call(Environment.GetEnvironmentVariable("DLUBAL_API_KEY")!));

    [Fact]
    public void Another_key_is_refused()
    {
        var refusal = Assert.Throws<RpcException>(() => Call("ak-" + new string('0', 48)));
        Assert.Equal(StatusCode.Unauthenticated, refusal.StatusCode);
    }
}
