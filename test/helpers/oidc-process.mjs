/**
 * An OAuth2 server that shares no code with us (oidc-provider), on a free port. Its address is the line that
 * it writes; it ends when its standard input does.
 *
 * In front of it stand the request log, and two things that identity providers do and it does not: holding a
 * client to the way to log in that it is registered with, and calling `audience` what RFC 8707 calls
 * `resource`.
 */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import Provider, { errors } from 'oidc-provider';

const AUDIENCE = 'https://api.example.com';

const clients = JSON.parse(process.argv[2]);
const asked = [];
const tokens = [];

const provider = new Provider('http://127.0.0.1', {
  clients: clients.map(({ id, secret, login }) => ({
    client_id: id,
    client_secret: secret,
    token_endpoint_auth_method: login === 'body' ? 'client_secret_post' : 'client_secret_basic',
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
    scope: 'read write',
  })),
  scopes: ['read', 'write', 'admin'],
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => undefined,
      getResourceServerInfo(_ctx, resource) {
        if (resource !== AUDIENCE) throw new errors.InvalidTarget();
        return { scope: 'read write', accessTokenFormat: 'opaque' };
      },
    },
  },
});
provider.on('grant.success', (ctx) => tokens.push(ctx.body.access_token));
const oauth = provider.callback();

const routes = {
  '/asked': () => asked.splice(0),
  '/tokens': () => tokens,
  async '/rotate'({ id, secret }) {
    (await provider.Client.find(id)).clientSecret = secret;
  },
};

const server = createServer(async (request, response) => {
  const body = await text(request);
  const answer = (status, value) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value) ?? 'null');
  const route = routes[request.url];
  if (route) return answer(200, await route(JSON.parse(body || '{}')));
  const { authorization } = request.headers;
  asked.push({ ...(authorization ? { authorization } : {}), body });
  const { audience, ...form } = Object.fromEntries(new URLSearchParams(body));
  const client = clients.find(({ id }) => id === (form.client_id ?? basicId(authorization)));
  if (client && client.login !== (authorization ? 'basic' : 'body'))
    return answer(401, { error: 'invalid_client', error_description: 'client authentication failed' });
  request.body = { ...form, ...(audience ? { resource: audience } : {}) };
  return oauth(request, response);
});

function basicId(authorization = '') {
  const [id] = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString().split(':');
  return decodeURIComponent(id.replaceAll('+', ' '));
}

server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
process.stdin.resume().on('end', () => process.exit());
