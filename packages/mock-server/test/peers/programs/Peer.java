// A gRPC client in Java that is told on stdin what to call: first the key, then a line "PATH TIMEOUT_MS FRESH" per call.
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.concurrent.TimeUnit;

public class Peer {
  /** Messages are their bytes. */
  static final MethodDescriptor.Marshaller<byte[]> RAW = new MethodDescriptor.Marshaller<byte[]>() {
    public InputStream stream(byte[] value) { return new ByteArrayInputStream(value); }
    public byte[] parse(InputStream stream) {
      try { return stream.readAllBytes(); } catch (IOException cause) { throw new RuntimeException(cause); }
    }
  };

  public static void main(String[] arguments) throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + lines.readLine().trim());
    ManagedChannel channel = null;
    for (String line; (line = lines.readLine()) != null; ) {
      String[] parts = line.split(" ");
      if (channel == null || parts[2].equals("1")) {
        if (channel != null) channel.shutdownNow();
        channel = ManagedChannelBuilder.forTarget(arguments[0]).usePlaintext().build();
      }
      MethodDescriptor<byte[], byte[]> method = MethodDescriptor.newBuilder(RAW, RAW)
          .setType(MethodDescriptor.MethodType.UNARY).setFullMethodName(parts[0].substring(1)).build();
      CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(Long.parseLong(parts[1]), TimeUnit.MILLISECONDS);
      try {
        byte[] answer = ClientCalls.blockingUnaryCall(
            io.grpc.ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
            method, options, new byte[0]);
        StringBuilder hex = new StringBuilder();
        for (byte each : answer) hex.append(String.format("%02x", each));
        System.out.println("{\"status\":\"OK\",\"body\":\"" + hex + "\"}");
      } catch (StatusRuntimeException error) {
        System.out.println("{\"status\":\"" + error.getStatus().getCode() + "\",\"details\":" + quoted(error.getStatus().getDescription()) + "}");
      }
      System.out.flush();
    }
    System.exit(0);
  }

  static String quoted(String text) {
    if (text == null) return "\"\"";
    StringBuilder quoted = new StringBuilder("\"");
    for (char each : text.toCharArray()) {
      if (each < 0x20 || each == '"' || each == '\\') quoted.append(String.format("\\u%04x", (int) each));
      else quoted.append(each);
    }
    return quoted.append('"').toString();
  }
}
