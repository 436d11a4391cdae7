import { STATUS_CODES } from 'node:http';
import { errorBody } from '../wire/errors';
import type { EmulatorFault } from './fault';
import type { Answer, Request } from './handle';
import { rateLimitHeaders } from './rate-limit';

/** How an answer is sent to the client, if it is. */
export type Delivery =
  | { readonly how: 'whole' | 'cut' | 'miscounted'; readonly answer: Answer }
  | { readonly how: 'slow'; readonly answer: Answer; readonly milliseconds: number }
  | { readonly how: 'large'; readonly answer: Answer; readonly bytes: number }
  | { readonly how: 'reset' | 'hang' };

/** More than the provider reads of an answer. */
const LARGE = 65 * 1024 * 1024;

const PAGE =
  '<!DOCTYPE html>\n<html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1></body></html>\n';

/** Applies a fault to the answer that the request would get without it. */
export function deliver(fault: EmulatorFault | undefined, request: Request, answer: Answer): Delivery {
  if (!fault) return { how: 'whole', answer };
  if (typeof fault.kind === 'number') return { how: 'whole', answer: refusal(fault.kind, fault) };
  const { status, milliseconds = 10_000, bytes = LARGE } = fault;
  const filled = answer.body === undefined ? { ...answer, status: 200, body: {} } : answer;
  const instead = (text: string): Answer => ({
    status: status ?? filled.status,
    headers: answer.headers,
    text,
  });
  switch (fault.kind) {
    case 'refuse':
    case 'reset-before':
    case 'reset-after':
      return { how: 'reset' };
    case 'hang':
      return { how: 'hang' };
    case 'slow-body':
      return { how: 'slow', answer: filled, milliseconds };
    case 'cut-body':
      return { how: 'cut', answer: filled };
    case 'wrong-content-length':
      return { how: 'miscounted', answer: filled };
    case 'large-body':
      return { how: 'large', answer: instead(''), bytes };
    case 'wrong-json':
      return { how: 'whole', answer: instead('{"data": {"id": "') };
    case 'wrong-type':
      return { how: 'whole', answer: instead('{"data": 42, "included": "none"}') };
    case 'empty-body':
      return { how: 'whole', answer: instead('') };
    case 'html':
      return {
        how: 'whole',
        answer: { status: status ?? 502, headers: { 'content-type': 'text/html' }, text: PAGE },
      };
    case 'redirect':
      return { how: 'whole', answer: { status: status ?? 307, headers: { location: target(request) } } };
    case 'transform':
      return { how: 'whole', answer: { ...filled, body: fault.transform?.(filled.body) } };
  }
}

/** The answer that the client gets; status 0 if none is sent. */
export function sentAnswer(delivery: Delivery): Pick<Answer, 'body'> & { readonly status: number } {
  return 'answer' in delivery ? delivery.answer : { status: 0 };
}

function refusal(status: number, { rateLimitReset, retryAfter }: EmulatorFault): Answer {
  const headers: Record<string, string> =
    rateLimitReset === undefined ? {} : rateLimitHeaders(1, rateLimitReset, 0, rateLimitReset);
  if (retryAfter !== undefined) headers['retry-after'] = String(retryAfter);
  return { status, headers, body: errorBody([STATUS_CODES[status] ?? 'Unknown error']) };
}

function target({ path, query }: Request): string {
  return query === '' ? path : `${path}?${query}`;
}
