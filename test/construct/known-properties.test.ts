import {
  DataOAuth2ClientCredentialsAuthMethod,
  DataOAuth2ClientCredentialsAuthMethods,
  EphemeralSecret,
} from '../../lib';
import { newMethod, stackWithProvider, untyped, validationErrors } from './synthesis';

const wrong = (name: string, help: string) =>
  `"${name}" is not a property of this construct, so it would have no effect. ${help}`;

const errors = (config: object) => validationErrors(newMethod(config).cdktfStack);

test.each([
  ['scopes', 'scope'],
  ['Scope', 'scope'],
  ['tokenUrl', 'accessTokenUrl'],
  ['accesTokenUrl', 'accessTokenUrl'],
  ['clientSecretWo', 'clientSecret'],
  ['clientSecertVersion', 'clientSecret'],
  ['dependson', 'dependsOn'],
])('a property that does not exist is refused: %s is near %s', (name, nearest) => {
  expect(errors({ [name]: 'x' })).toStrictEqual([
    `[stack/payments] ${wrong(name, `Did you mean ${nearest}?`)}`,
  ]);
});

test('all properties are named where none is near', () => {
  const properties = 'The properties are name, accessTokenUrl, clientId, clientSecret,';
  expect(errors({ team: 'x', ['\u001b[31m']: 'x', other: undefined })).toStrictEqual(
    ['team', '\\u001b[31m'].map((name) =>
      expect.stringContaining(`[stack/payments] ${wrong(name, properties)}`),
    ),
  );
});

test('each construct knows its properties', () => {
  const config = untyped({ nope: 'x' });
  const stack = stackWithProvider(config);
  newMethod({}, stack).onChange('hook', { command: 'true', ...config });
  new DataOAuth2ClientCredentialsAuthMethod(stack, 'data', { name: 'refunds', ...config });
  new DataOAuth2ClientCredentialsAuthMethods(stack, 'all', config);
  new EphemeralSecret(stack, 'secret', config);

  const meta = 'connection, count, dependsOn, forEach, lifecycle, provider, provisioners';
  const names = (list: string) => wrong('nope', `The properties are ${list}.`);
  expect(validationErrors(stack)).toStrictEqual([
    `[stack/datadog] ${names('apiKey, appKey, bearerToken, cloudProviderType, cloudProviderRegion, orgUuid, site, apiUrl, onDrift, stalePlan, maxRetries, requestTimeoutSeconds, alias, source, dangerouslyAllowLiteralSecrets')}`,
    `[stack/payments/hook] ${names('command, on, environment, workingDir, interpreter')}`,
    `[stack/data] ${names(`id, name, ${meta}`)}`,
    `[stack/all] ${names(meta)}`,
    `[stack/secret] ${names('variableName, description')}`,
  ]);
});
