import type { ServerHttp2Stream } from 'node:http2';

/** Answers as a proxy or a web server does: a status of HTTP and a page. */
export function sendPage(stream: ServerHttp2Stream, status: number): void {
  if (stream.destroyed) return;
  stream.respond({ ':status': status, 'content-type': 'text/html; charset=utf-8' });
  stream.end(`<html><head><title>${status}</title></head><body><h1>${status}</h1><hr>proxy</body></html>\n`);
}
