import { STATUS_CODES, type ServerResponse } from 'node:http';
import { errorBody } from '../wire/errors';
import type { EmulatorFault } from './fault';
import { ABSENT, type Answer, type Request } from './handle';
import { rateLimitHeaders } from './rate-limit';
import { sendAnswer, sendHalf, sendNothing, sendSlowly } from './send';

/** An answer, and how it is sent. */
export interface Delivery {
  /** Absent if none is sent. */
  readonly answer?: Answer;
  /** Resolves when nothing is left to send. */
  send(outgoing: ServerResponse, closing: AbortSignal): void | Promise<void>;
}

const PAGE =
  '<!DOCTYPE html>\n<html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1></body></html>\n';

/** Applies a fault to the answer that the request would get without it. */
export function deliver(fault: EmulatorFault | undefined, request: Request, answer: Answer): Delivery {
  if (!fault) return complete(answer);
  // A fault of the body needs one.
  const filled = answer.body === undefined ? { ...answer, status: 200, body: {} } : answer;
  const location = request.query === '' ? request.path : `${request.path}?${request.query}`;
  const instead = (status = filled.status, text = ''): Answer => ({ status, headers: answer.headers, text });
  switch (fault.kind) {
    case 'reset-before':
    case 'reset-after':
      return { send: (outgoing) => void outgoing.socket?.resetAndDestroy() };
    case 'hang':
      return { send: sendNothing };
    case 'slow-body':
      return { answer: filled, send: sendSlowly(filled, fault.milliseconds ?? 10_000) };
    case 'cut-body':
      return { answer: filled, send: sendHalf(filled) };
    case 'wrong-json':
      return complete(instead(fault.status, '{"data": {"id": "'));
    case 'wrong-type':
      return complete(instead(fault.status, '{"data": 42, "included": "none"}'));
    case 'empty-body':
      return complete(instead(fault.status));
    case 'html':
      return complete({ status: fault.status ?? 502, headers: { 'content-type': 'text/html' }, text: PAGE });
    case 'redirect':
      return complete({ status: fault.status ?? 307, headers: { location } });
    case 'transform':
      return complete({ ...filled, body: fault.transform(filled.body) });
    default:
      return complete(refusal(fault));
  }
}

function complete(answer: Answer): Delivery {
  return { answer, send: sendAnswer(answer) };
}

function refusal({ kind, rateLimitReset, retryAfter }: Extract<EmulatorFault, { kind: number }>): Answer {
  const headers: Record<string, string> =
    rateLimitReset === undefined ? {} : rateLimitHeaders(1, rateLimitReset, 0, rateLimitReset);
  if (retryAfter !== undefined) headers['retry-after'] = String(retryAfter);
  const text = kind === 404 ? ABSENT : (STATUS_CODES[kind] ?? 'Unknown error');
  return { status: kind, headers, body: errorBody([text]) };
}
