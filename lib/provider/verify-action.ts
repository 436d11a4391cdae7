import { ROWS } from '../attributes';
import { quoted } from '../text/quoted';
import { TokenError } from '../client/token-errors';
import type { Action, Call, Diagnostic } from '../plugin/provider';
import type { ObjectValue } from '../plugin/value';
import { isConfigured, type Configuration } from './configure';
import { tokenRefused } from './errors/verify';
import { verifyTokenSchema } from './schema';
import { secretOf } from './secret';
import { textOf } from './state';
import { wrongValues } from './validate';
import { requestToken } from './verify';

/** Requests a token on demand (`terraform apply -invoke=…`), or after a change (`action_trigger`). */
export function verifyTokenAction(configuration: Configuration): Action {
  return {
    schema: verifyTokenSchema,
    validate: (config) => wrongValues(ROWS, config),
    invoke: (config, call) => invoke(configuration, config, call),
  };
}

async function* invoke(
  configuration: Configuration,
  config: ObjectValue,
  call: Call,
): AsyncGenerator<string | Diagnostic, void> {
  const configured = configuration.get();
  if (!isConfigured(configured)) {
    yield configured;
    return;
  }
  const [url, client] = [textOf(config, 'access_token_url') ?? '', textOf(config, 'client_id') ?? ''];
  const secret = secretOf(config) ?? '';
  yield `Requesting a token from ${quoted(url)} for the client ${quoted(client)}`;
  try {
    await requestToken(configured.tokenEndpoint, config, secret, call);
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    yield tokenRefused(error, client);
    return;
  }
  yield `The token endpoint gave a token to the client ${quoted(client)}`;
}
