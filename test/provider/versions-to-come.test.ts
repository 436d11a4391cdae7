import { startEmulator, type Emulator } from '../../lib/emulator';
import { expectAllMet } from '../helpers/faults';
import { takeRequests } from '../helpers/requests';
import { DECLARED, inProcess, keptOf, NONE } from './in-process';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const world = () => inProcess(emulator.url);

describe('of versions to come', () => {
  const extended = (body: unknown) => {
    const { data } = body as { data: { attributes: object } };
    return { data: { ...data, attributes: { ...data.attributes, grace_period: 7 }, links: {} }, meta: {} };
  };

  test('an attribute that is not known is neither drift nor ever sent', async () => {
    const { create, resource, call } = await world();
    emulator.fault({ kind: 'transform', count: Infinity, method: 'POST', transform: extended });
    emulator.fault({ kind: 'transform', count: Infinity, method: 'GET', transform: extended });
    emulator.fault({ kind: 'transform', count: Infinity, method: 'PATCH', transform: extended });
    const created = await create(DECLARED);
    expect(created.state).toStrictEqual(keptOf(emulator));

    const { state, diagnostics } = await resource.read(
      { state: created.state ?? {}, private: created.private },
      call,
    );
    expect({ state, diagnostics }).toStrictEqual({ state: created.state, diagnostics: [] });
    await resource.update(
      {
        prior: state ?? {},
        planned: { ...state, scope: 'read' },
        config: { ...DECLARED, scope: 'read' },
        private: created.private,
      },
      call,
    );
    expect(takeRequests(emulator).at(-1)).toBe('PATCH payments {"scope":"read"} -> transform');
    expectAllMet(emulator);
  });

  test('a protocol that is not known is refused at the import, by its name', async () => {
    const { resource, call } = await world();
    const id = '11111111-2222-4333-8444-555555555555';
    emulator.fault({
      kind: 'transform',
      route: 'list',
      transform: () => ({
        data: [{ id, type: 'webhooks-auth-method', attributes: { protocol: 'mutual-tls' } }],
      }),
    });
    const imported = await resource.importById?.(id, call);
    const { diagnostics } = await resource.read({ state: imported?.state ?? {}, private: NONE }, call);

    expect(diagnostics).toStrictEqual([
      {
        severity: 'error',
        summary: `Auth method ${id} has the protocol "mutual-tls"`,
        detail:
          'This version of the provider manages only auth methods of the protocol oauth2-client-credentials.\n\nImport one of that protocol, or look for a newer version.',
        attribute: 'id',
      },
    ]);
    expectAllMet(emulator);
  });

  test('an id that is nowhere is gone, as Terraform says by itself', async () => {
    const { resource, call } = await world();
    const id = '11111111-2222-4333-8444-555555555555';
    const imported = await resource.importById?.(id, call);

    expect(await resource.read({ state: imported?.state ?? {}, private: NONE }, call)).toMatchObject({
      state: null,
      diagnostics: [],
    });
  });
});
