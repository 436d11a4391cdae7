import { isIP } from 'node:net';
import { hostIn, isEveryAddress, isLoopback } from '../text/host';
import { Secrets } from '../text/secrets';
import { errorBody } from '../wire/errors';
import { PUBLIC_TEXTS } from '../wire/public-texts';
import { deliver } from './delivery';
import { strangeHost } from './errors';
import { takesEffect } from './fault';
import type { Faults } from './faults';
import type { Answer, Request } from './handle';
import { logLine } from './log';
import type { EmulatorOptions } from './options';
import type { Organisation } from './organisation';
import { receivedRequest, type ReceivedRequest } from './requests';
import type { Reply } from './server';
import { answerWeb, WEB_PATH } from './web-interface';

/** Answers requests, and records those to Datadog's API. */
export class Receiver {
  requests: ReceivedRequest[] = [];
  private readonly secrets = new Secrets([], PUBLIC_TEXTS);

  constructor(
    private readonly options: EmulatorOptions & { readonly host: string },
    private readonly organisation: Organisation,
    private readonly faults: Faults,
  ) {}

  answer(request: Request): Reply {
    const { options, organisation, secrets } = this;
    const isApi = request.path !== WEB_PATH;
    const fault = isApi ? this.faults.meet(request, organisation.stored()) : undefined;
    const delivery = deliver(fault, request, this.answerTo(request, !fault || takesEffect(fault)));
    const received = receivedRequest(request, delivery.answer ?? { status: 0 }, fault);
    if (isApi) this.requests.push(received);
    return {
      delivery,
      sent(startedAt, durationMs) {
        const finished = { ...received, startedAt, durationMs };
        if (isApi) options.onRequest?.(finished);
        if (!options.log) return;
        organisation.secrets().forEach((secret) => secrets.add(secret));
        options.log(logLine(finished, request, secrets));
      },
    };
  }

  private answerTo(request: Request, isEffective: boolean): Answer {
    const { host = '' } = request.headers;
    if (!isKnownHost(host, this.options.host)) return { status: 421, body: errorBody([strangeHost(host)]) };
    return request.path === WEB_PATH
      ? answerWeb(this.organisation, request)
      : this.organisation.answer(request, isEffective);
  }
}

/**
 * Whether a request with this `Host` may be answered. A web page can send requests to this machine under a
 * domain of its own (DNS rebinding), but not under an address.
 *
 * @param listened the address to listen on
 */
function isKnownHost(header: string, listened: string): boolean {
  const host = hostIn(header);
  if (isLoopback(host) || host === listened.toLowerCase()) return true;
  return isEveryAddress(listened) && isIP(host) !== 0;
}
