import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import type { EmulatorOptions } from '../../lib/emulator';
import { COLLECTION_PATH } from '../../lib/wire/routes';
import { bodyOf, KEYS, namesIn, PAYMENTS, started } from './started';

/** What a POST with this Host header is answered, and the names of the auth methods after it. */
async function post(host: string, options?: EmulatorOptions) {
  const emulator = await started(options);
  const headers = { ...KEYS, 'content-type': 'application/json', host };
  const outgoing = request(emulator.url + COLLECTION_PATH, { method: 'POST', headers });
  outgoing.end(JSON.stringify(bodyOf(PAYMENTS)));
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const body = (await json(incoming)) as { errors?: string[] };
  return { status: incoming.statusCode, errors: body.errors, names: namesIn(emulator) };
}

test.each([
  ['the domain of a web page that resolves to this machine', 'rebound.example.com'],
  ['the same with a port', 'rebound.example.com:8130'],
  ['a domain that begins like an address', '127.0.0.1.example.com'],
  ['a domain that ends like this machine', 'notlocalhost'],
  ['an address of another network', '192.0.2.1:8130'],
])('a request is refused if its Host is %s', async (_, host) => {
  expect(await post(host)).toStrictEqual({
    status: 421,
    errors: [
      `The emulator does not answer requests for the host "${host.replace(':8130', '')}". ` +
        'A web page could send them. Use 127.0.0.1 or localhost, or start the emulator with this --host.',
    ],
    names: [],
  });
});

test.each(['localhost', 'LOCALHOST:8130', '127.0.0.1', '127.0.0.1:1', '[::1]', '[::1]:8130'])(
  'a request is answered if its Host is %s',
  async (host) => {
    expect(await post(host)).toStrictEqual({ status: 201, errors: undefined, names: ['payments'] });
  },
);

test.each([
  ['127.0.0.2', '127.0.0.2:8130', 201],
  ['0.0.0.0', '192.0.2.1:8130', 201],
  ['0.0.0.0', '[2001:db8::1]', 201],
  ['0.0.0.0', 'rebound.example.com', 421],
])('with --host %s, the Host %s is answered %i', async (host, header, status) => {
  expect((await post(header, { host })).status).toBe(status);
});
