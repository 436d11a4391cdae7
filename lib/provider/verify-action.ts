import { ROWS } from '../attributes';
import { quoted } from '../text/quoted';
import { TokenError } from '../client/token-errors';
import { RequestError } from '../plugin/errors';
import type { Action, Call, Diagnostic } from '../plugin/provider';
import type { ObjectValue } from '../plugin/value';
import type { Configuration } from './configure';
import { failed } from './errors/shared';
import { explainToken } from './errors/verify';
import { verifyTokenSchema } from './schema';
import { concealed, decode } from './model';
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
  const { tokenEndpoint } = configuration.get();
  const { values, secret } = decode(config);
  const [url, client] = [values.access_token_url ?? '', values.client_id ?? ''];
  yield `Requesting a token from ${quoted(url)} for the client ${quoted(client)}`;
  try {
    await requestToken(tokenEndpoint, values, concealed(secret) ?? '', call);
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    throw new RequestError(failed(explainToken(error, `client ${quoted(client)}`, 'action')));
  }
  yield `The token endpoint gave a token to the client ${quoted(client)}`;
}
