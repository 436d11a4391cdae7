import { UNKNOWN, type ObjectValue } from '../../../lib/plugin/value';
import { configOf, PAYMENTS, stateOf } from '../../helpers/auth-method';
import { error, warning } from '../../helpers/diagnostics';
import { LIST, takeRequests } from '../../helpers/requests';
import { DECLARED, emulateDatadog, emulator, inProcess } from '../in-process';
import { deployed } from './deployed';

emulateDatadog();
afterEach(() => delete process.env.DATADOG_WEBHOOKS_REVIEW);

/** Terraform plans before it destroys, so an error of a plan stops that too. */
const DESTROY = ' If you ran terraform destroy, add -refresh=false: it then plans no change first.';
const named = (name: string) => ({ ...DECLARED, name });

test('a creation is planned with what the apply will know as unknown', async () => {
  const { plan } = await inProcess();
  const { planned, diagnostics } = await plan(DECLARED);

  expect(planned).toStrictEqual(stateOf({ ...PAYMENTS, id: UNKNOWN }));
  expect(diagnostics).toStrictEqual([]);
  expect(takeRequests(emulator)).toStrictEqual([LIST]);
});

test('a creation needs a client secret', async () => {
  const { plan } = await inProcess();

  expect((await plan(configOf(PAYMENTS))).diagnostics).toMatchObject([
    error('The client secret of auth method "payments" is missing', expect.stringContaining(DESTROY)),
  ]);
});

test('a name in use by nobody here is a warning with the lines that import the auth method', async () => {
  const { plan } = await inProcess();
  const { id } = emulator.add(PAYMENTS);

  expect((await plan(DECLARED)).diagnostics).toStrictEqual([
    warning(
      'The name of auth method "payments" is in use',
      `Datadog has an auth method of this name, ${id}, and refuses a second one. A deploy creates this one only if it deletes or renames the other.

If another resource here deletes or renames it, ignore this warning: Terraform reads that one later. If nobody manages the auth method, import it. Otherwise choose another name.

In TypeScript, add to the construct:
  .importFrom('name:payments')
In HCL, add beside the resource:
  import {
    to = datadogwebhooks_oauth2_client_credentials.LABEL
    id = "name:payments"
  }`,
      'name',
    ),
  ]);
});

describe('a rename to a name', () => {
  const rename = async (one: Awaited<ReturnType<typeof deployed>>) =>
    (await one.planAlso(named('taken'), one.state, one.stored)).diagnostics;

  test('in use by nobody here is a warning', async () => {
    const one = await deployed();
    const { id } = emulator.add({ ...PAYMENTS, name: 'taken' });
    await one.refresh();

    expect(await rename(one)).toStrictEqual([
      warning(
        'The name of auth method "taken" is in use',
        `Datadog has an auth method of this name, ${id}, and refuses a second one. A deploy renames this one only if it deletes or renames the other.

If another resource here deletes or renames it, ignore this warning: Terraform reads that one later. Otherwise choose another name.`,
        'name',
      ),
    ]);
  });

  test('that another resource here gives up is none', async () => {
    const one = await deployed();
    const other = await one.create(named('taken'));
    await one.refresh();
    await one.planAlso(named('free'), other.state, other.private);

    expect(await rename(one)).toStrictEqual([]);
  });

  test('is compared in the plan, and not again in the apply', async () => {
    const one = await deployed();
    await one.refresh();
    await rename(one);
    expect(takeRequests(emulator)).toStrictEqual(['GET payments', LIST]);

    await one.deploy({ name: 'taken' });
    expect(takeRequests(emulator)).toStrictEqual(['GET taken', 'PATCH taken {"name":"taken"}']);
  });
});

test('a name that could not be compared is a warning', async () => {
  const { plan } = await inProcess({ max_retries: 0 });
  emulator.fault({ kind: 403, route: 'list' });

  expect((await plan(DECLARED)).diagnostics).toStrictEqual([
    warning(
      'Could not compare the name of auth method "payments" with those in use',
      expect.stringMatching(
        /was answered 403: .*\n\nThe plan does not show whether Datadog already has an auth method of this name\. If it does, a deploy stops and changes nothing\. .* lacks the permission integrations_read\./,
      ),
      'name',
    ),
  ]);
});

describe('two resources', () => {
  const SAME_NAME = error(
    'Two resources declare auth method "payments"',
    expect.stringContaining(DESTROY),
    'name',
  );

  test('that are created with one name are refused', async () => {
    const { plan, planAlso } = await inProcess();

    expect((await plan(DECLARED)).diagnostics).toStrictEqual([]);
    expect((await planAlso({ ...DECLARED, client_id: 'other' })).diagnostics).toMatchObject([SAME_NAME]);
  });

  test('of which one takes the name that another one keeps are refused', async () => {
    const one = await deployed();
    const other = await one.create(named('other'));
    await one.walk();
    await one.planAlso(DECLARED, one.state, one.stored);

    expect((await one.planAlso(DECLARED, other.state, other.private)).diagnostics).toMatchObject([SAME_NAME]);
  });

  test('with one id are refused, whatever is planned for them', async () => {
    const one = await deployed();
    const twin = Buffer.from('{"resource":"twin"}');
    const sameId = [error('Two resources have auth method "payments"')];
    const { resource, planAlso, state, stored } = one;
    const requests = [
      (of: Uint8Array) => planAlso(DECLARED, state, of),
      (of: Uint8Array) => resource.planDeletion({ prior: state, private: of }),
      (of: Uint8Array) => resource.read({ state, private: of }, one.call),
    ];
    for (const first of requests)
      for (const second of requests) {
        await one.walk();
        expect((await first(stored)).diagnostics).toStrictEqual([]);
        expect((await second(twin)).diagnostics).toMatchObject(sameId);
      }
  });

  test('that swap their names are refused, with the way to do it', async () => {
    const one = await deployed();
    const other = await one.create(named('other'));
    await one.walk();

    expect((await one.planAlso(named('other'), one.state, one.stored)).diagnostics).toStrictEqual([]);
    expect((await one.planAlso(DECLARED, other.state, other.private)).diagnostics).toMatchObject([
      {
        summary: 'The name of auth method "payments" is part of a swap',
        detail: expect.stringMatching(
          RegExp(`^"other" to "payments" to "other": each takes a name that is in use.*${DESTROY}$`, 's'),
        ),
      },
    ]);
  });
});

test('a resource that is planned twice in one walk is no second resource', async () => {
  const one = await deployed();
  const again = () => one.planAlso(named('renamed'), one.state, one.stored);
  await one.walk();

  expect([(await again()).diagnostics, (await again()).diagnostics]).toStrictEqual([[], []]);
  expect(takeRequests(emulator)).toStrictEqual([]);
});

test('plans and applies may share one walk, as in `terraform test`', async () => {
  const { resource, planAlso, call } = await inProcess();
  const creation = async () => {
    const first = await planAlso(DECLARED);
    const again = await planAlso(DECLARED);
    const request = { planned: again.planned, config: DECLARED, private: again.private };
    const { state, private: stored } = await resource.create(request, call);
    return { diagnostics: [...first.diagnostics, ...again.diagnostics], state: state as ObjectValue, stored };
  };
  const one = await creation();
  const update = await planAlso({ ...DECLARED, scope: 'read' }, one.state, one.stored);
  const deletion = await resource.planDeletion?.({ prior: one.state, private: one.stored });
  await resource.delete({ prior: one.state, private: one.stored }, call);
  const next = await creation();

  expect([one, update, deletion, next].flatMap((answer) => answer?.diagnostics)).toStrictEqual([]);
  expect(emulator.methods().map(({ id }) => id)).toStrictEqual([next.state.id]);
});

describe('the name of an auth method that this walk read is not in use', () => {
  test('where it is tainted: Terraform plans a creation without its id', async () => {
    const one = await deployed();
    await one.refresh();

    expect((await one.planAlso(DECLARED)).diagnostics).toStrictEqual([]);
  });

  test('where it is replaced', async () => {
    const one = await deployed();
    const first = await one.planAlso(DECLARED, one.state, one.stored);

    expect((await one.planAlso(DECLARED, null, first.private)).diagnostics).toStrictEqual([]);
  });
});

test('the name of an auth method that a read did not find, and the list still shows, is in use', async () => {
  const one = await deployed();
  emulator.fault({ kind: 404, method: 'GET' });
  await one.refresh();

  expect((await one.planAlso(DECLARED)).diagnostics).toMatchObject([
    { summary: 'The name of auth method "payments" is in use' },
  ]);
});

test.each([
  ['before', true],
  ['after', false],
])(
  'a deletion that is planned %s a creation of its name is a warning about a moved block',
  async (_, first) => {
    const one = await deployed();
    await one.refresh();
    const steps = [
      () => one.resource.planDeletion({ prior: one.state, private: one.stored }),
      () => one.planAlso(DECLARED),
    ];
    const [before, after] = first ? steps : steps.toReversed();

    expect((await before!()).diagnostics).toStrictEqual([]);
    expect((await after!()).diagnostics).toStrictEqual([
      warning(
        'auth method "payments" is deleted and created again',
        'The code no longer declares the resource that has the auth method, and declares a new one of its name. A deploy deletes the auth method, and creates another one with another id.\n\n' +
          'If a label or construct id was renamed, add a moved block (in TypeScript: moveFromId). A deploy then keeps the auth method.',
      ),
    ]);
  },
);

test('a rotation is a warning, and none while a review plans', async () => {
  const one = await deployed();

  expect((await one.plan({ client_secret_wo: 'second' })).diagnostics).toMatchObject([
    warning('Secret rotated: auth method "payments"'),
  ]);
  process.env.DATADOG_WEBHOOKS_REVIEW = '1';
  const { planned, diagnostics } = await one.plan({ client_secret_wo: 'second' });
  expect({ revision: planned.client_secret_revision, diagnostics }).toStrictEqual({
    revision: UNKNOWN,
    diagnostics: [],
  });
});

test('a secret that only the apply knows is no rotation yet', async () => {
  const { planned, diagnostics } = await (await deployed()).plan({ client_secret_wo: UNKNOWN });

  expect([planned.client_secret_revision, diagnostics]).toStrictEqual([UNKNOWN, []]);
});

test('a first version without a secret in the code is a warning, and a secret that follows is sent', async () => {
  const one = await deployed();
  const versioned = { client_secret_wo_version: 2, client_secret_wo: null };

  expect((await one.plan(versioned)).diagnostics).toMatchObject([
    warning('No client secret is sent for auth method "payments"'),
  ]);
  await one.deploy(versioned);
  await one.deploy({ ...versioned, client_secret_wo: 'second' });
  expect(takeRequests(emulator)).toStrictEqual(['PATCH payments {"client_secret":"second"}']);
});

test('a plan that is made again during an apply does not wait for the list', async () => {
  const { resource, call, walk } = await inProcess();
  const request = { prior: null, proposed: DECLARED, config: DECLARED, private: new Uint8Array() };
  const { private: plannedPrivate } = await resource.plan(request, call);
  expect(takeRequests(emulator)).toStrictEqual([LIST]);
  await walk();
  emulator.fault({ kind: 'hang', route: 'list' });
  const began = performance.now();
  const again = await resource.plan({ ...request, plannedPrivate }, call);
  expect(performance.now() - began).toBeLessThan(5_000);
  const { state, diagnostics } = await resource.create(
    { planned: again.planned, config: DECLARED, private: again.private },
    call,
  );

  expect({ name: state?.name, diagnostics }).toStrictEqual({ name: 'payments', diagnostics: [] });
});
