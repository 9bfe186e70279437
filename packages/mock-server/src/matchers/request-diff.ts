import { redact } from '@dlubal-kit/auth-core';
import { callMatches, holds } from '../journal/call-filter.js';
import type { CallRecord } from '../journal/call-record.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The wanted request next to that of the closest call of the method, as the runner's own diff shows it; empty where no
 * call of the method came, or the runner has none.
 *
 * @param matcher the matcher's `this`, which holds the runner's utilities.
 */
export function requestDiff(
  matcher: unknown,
  requests: readonly CallRecord[],
  method: string,
  wanted: object,
): string {
  const diff = (matcher as { utils?: { diff?: (a: unknown, b: unknown) => unknown } } | undefined)?.utils
    ?.diff;
  const closest = requests
    .filter(callMatches(method))
    .map((call) => ({ call, score: heldFields(call.request as Fields, wanted as Fields) }))
    .reduce<{ call: CallRecord; score: number } | undefined>(
      (best, next) => (best === undefined || next.score >= best.score ? next : best),
      undefined,
    )?.call;
  if (diff === undefined || closest === undefined) return '';
  const shown = diff(wanted, only(closest.request, wanted));
  return `The closest, call ${closest.seq}, has another request:\n${redact(String(shown))}`;
}

function heldFields(request: Fields | undefined, wanted: Fields): number {
  return Object.entries(wanted).filter(([name, part]) => holds(request?.[name], part)).length;
}

/** The part of a value that was asked for, so that the diff shows nothing else. */
function only(value: unknown, wanted: unknown): unknown {
  if (typeof value !== 'object' || value === null || typeof wanted !== 'object' || wanted === null)
    return value;
  if (Array.isArray(value)) return value.map((item, at) => only(item, (wanted as unknown[])[at]));
  const names = Object.keys(wanted).filter((name) => name in value);
  return Object.fromEntries(
    names.map((name) => [name, only((value as Fields)[name], (wanted as Fields)[name])]),
  );
}
