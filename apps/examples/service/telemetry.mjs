// The SDK of OpenTelemetry, set up before anything else. In production, export to a collector instead of stdout:
// OTLPTraceExporter of @opentelemetry/exporter-trace-otlp-http.
import { trace } from '@opentelemetry/api';
import { BasicTracerProvider, ConsoleSpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';

trace.setGlobalTracerProvider(
  new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(new ConsoleSpanExporter())] }),
);
