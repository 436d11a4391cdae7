import type { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import * as messages from '../../../lib/plugin/generated/decode/tfplugin6';
import { InvokeAction_Request, ListResource_Request } from '../../../lib/plugin/generated/encode/tfplugin6';
import { RequestError } from '../../../lib/plugin/errors';
import { providerRoutes } from '../../../lib/plugin/protocol';
import type { Action, Provider, Resource, ResourceList } from '../../../lib/plugin/provider';
import { conceal } from '../../../lib/plugin/redact';
import type { ObjectType, ObjectValue } from '../../../lib/plugin/value';
import { readObject, writeObject } from '../../../lib/plugin/values';
import { fixture, probe } from '../fixture';
import { blank, diagnostic, read as readProbe, write as state } from '../fixture-calls';
import { callerOf } from './routes';

/** Identities (Terraform 1.12), lists and actions (1.14) of a provider that has all of them. */

const SECRET = 'correct horse';
conceal(SECRET);

const list: ResourceList = {
  schema: { attributes: { does: { type: 'string', optional: true } } },
  validate: ({ does }) => (does === '' ? [{ severity: 'error', summary: 'Empty', attribute: 'does' }] : []),
  async *find({ does }) {
    for (const id of ['a', 'b', 'c']) yield { displayName: `${id} ${SECRET}`, state: { ...blank, id } };
    if (does === 'throw') throw new Error(`it broke near ${SECRET}`);
    if (does === 'warn') yield { severity: 'warning', summary: 'Not all' };
  },
  toConfig: (state) => ({ ...state, id: null }),
};
const resource: Resource = {
  ...probe,
  read: async (request, call) => {
    if (request.identity?.place === 'elsewhere') throw new RequestError('It is elsewhere');
    return probe.read(request, call);
  },
  identity: {
    attributes: {
      id: { type: 'string', description: 'The id.', requiredForImport: true },
      place: { type: 'string', description: 'Where.', requiredForImport: false },
    },
    of: ({ id }, before) => before ?? (typeof id === 'string' ? { id, place: 'here' } : null),
    import: async ({ id }) => ({ state: { ...blank, id: id ?? null }, private: none, diagnostics: [] }),
  },
  list,
};
const action: Action = {
  schema: { attributes: { does: { type: 'string', required: true } } },
  validate: (given) => list.validate(given),
  async *invoke({ does }) {
    yield `begun with ${SECRET}`;
    if (does === 'throw') throw new Error(`it broke near ${SECRET}`);
    if (does === 'fail') yield { severity: 'error', summary: 'No', attribute: 'does' };
  },
};
const provider: Provider = { ...fixture, resources: { probe: resource }, actions: { act: action } };

const none = new Uint8Array();
const doesType: ObjectType = { does: { type: 'string' } };
const identityType: ObjectType = { id: { type: 'string' }, place: { type: 'string' } };
const config = (does: string | null) => writeObject({ does }, doesType);
const identity = (value: ObjectValue) => ({ identityData: writeObject(value, identityType) });
const readIdentity = (message: messages.ResourceIdentityData | undefined) =>
  message && readObject(message.identityData, identityType);
const call = callerOf(provider);
const EMPTY = diagnostic('ERROR', 'Empty', { attribute: 'does' });
const BROKE = diagnostic('ERROR', 'Unexpected error in the provider', {
  detail:
    'it broke near ***\n\n' +
    'This is a defect of the provider, not of your configuration. Please report it.',
});

/** The events of a stream, decoded. */
async function stream<Request, Event>(
  name: string,
  requests: { encode(message: Request): BinaryWriter },
  events: { decode(bytes: BinaryReader | Uint8Array): Event },
  request: Request,
): Promise<Event[]> {
  const route = providerRoutes(provider).get(`/tfplugin6.Provider/${name}`);
  if (typeof route !== 'object') throw new Error(`${name} is no stream`);
  const received: Event[] = [];
  const given = { controller: new AbortController(), closed: Promise.resolve() };
  for await (const event of route.events(requests.encode(request).finish(), given))
    received.push(events.decode(event));
  return received;
}

test('the schema has lists and actions, and the identities have a method of their own', async () => {
  const schema = await call('GetProviderSchema', {});
  const identities = await call('GetResourceIdentitySchemas', {});
  const type = new Uint8Array(Buffer.from('"string"'));

  expect(Object.keys(schema.listResourceSchemas)).toStrictEqual(['probe']);
  expect(Object.keys(schema.actionSchemas)).toStrictEqual(['act']);
  expect(schema.serverCapabilities?.generateResourceConfig).toBe(true);
  expect(identities).toStrictEqual({
    identitySchemas: {
      probe: {
        version: 0,
        identityAttributes: [
          { name: 'id', type, requiredForImport: true, optionalForImport: false, description: 'The id.' },
          { name: 'place', type, requiredForImport: false, optionalForImport: true, description: 'Where.' },
        ],
      },
    },
    diagnostics: [],
  });
});

describe('an identity', () => {
  const OWN = { id: 'a', place: 'here' };
  const STORED = { id: 'a', place: null };
  const read = async (value: ObjectValue, before?: ObjectValue) => {
    const currentState = state(value);
    const currentIdentity = before && identity(before);
    const request = { typeName: 'probe', currentState, private: none, currentIdentity };
    return readIdentity((await call('ReadResource', request)).newIdentity);
  };
  const plan = async (prior: ObjectValue | null, before?: ObjectValue) => {
    const states = { priorState: state(prior), proposedNewState: state(prior ?? {}), config: state({}) };
    const priorIdentity = before && identity(before);
    const request = { typeName: 'probe', ...states, priorPrivate: none, priorIdentity };
    return readIdentity((await call('PlanResourceChange', request)).plannedIdentity);
  };
  const apply = async (planned: ObjectValue | null, prior: ObjectValue | null) => {
    const states = { priorState: state(prior), plannedState: state(planned), config: state({}) };
    const request = { typeName: 'probe', ...states, plannedPrivate: none };
    return readIdentity((await call('ApplyResourceChange', request)).newIdentity);
  };

  test.each([
    ['comes with a read', () => read({ id: 'a' }), OWN],
    ['comes with a read as it is stored', () => read({ id: 'a' }, STORED), STORED],
    ['does not come with an object that is gone', () => read({ id: 'a', does: 'vanish' }), undefined],
    ['comes with the plan of an update', () => plan({ id: 'a' }), OWN],
    ['comes with the plan of an update as it is stored', () => plan({ id: 'a' }, STORED), STORED],
    ['does not come with the plan of a creation', () => plan(null), undefined],
    ['comes with what was created', () => apply({}, null), { id: 'created-1', place: 'here' }],
    ['does not come with what was deleted', () => apply(null, { id: 'a' }), undefined],
  ])('%s', async (_case, answer, expected) => {
    expect(await answer()).toStrictEqual(expected);
  });

  test('that is stored is given to the read, which may refuse it', async () => {
    const answer = await call('ReadResource', {
      typeName: 'probe',
      currentState: state({ id: 'a' }),
      private: none,
      currentIdentity: identity({ id: 'a', place: 'elsewhere' }),
    });

    expect(answer).toMatchObject({ newState: undefined, diagnostics: [{ summary: 'It is elsewhere' }] });
  });

  test('imports, and is completed', async () => {
    const { importedResources, diagnostics } = await call('ImportResourceState', {
      typeName: 'probe',
      id: '',
      identity: identity(STORED),
    });

    expect(diagnostics).toStrictEqual([]);
    expect(importedResources.map((one) => readIdentity(one.identity))).toStrictEqual([OWN]);
  });
});

describe('a list', () => {
  const find = (does: string | null, { limit = 100, includeResourceObject = false } = {}) =>
    stream('ListResource', ListResource_Request, messages.ListResource_Event, {
      typeName: 'probe',
      config: config(does),
      includeResourceObject,
      limit,
    });
  const found = (id: string) => ({
    displayName: `${id} ***`,
    identity: identity({ id, place: 'here' }),
    resourceObject: undefined,
    diagnostic: [],
  });

  test('is one event for each object, without secrets, and ends at the limit', async () => {
    expect(await find(null)).toEqual([found('a'), found('b'), found('c')]);
    expect(await find(null, { limit: 2 })).toEqual([found('a'), found('b')]);
  });

  test('has the objects where they are wanted', async () => {
    const events = await find(null, { includeResourceObject: true });

    expect(events.map(({ resourceObject }) => readProbe(resourceObject))).toStrictEqual(
      ['a', 'b', 'c'].map((id) => ({ ...blank, id })),
    );
  });

  test.each([
    ['warn', diagnostic('WARNING', 'Not all')],
    ['throw', BROKE],
  ])('ends with what went wrong in an event of its own (%s)', async (does, expected) => {
    expect((await find(does)).slice(3)).toEqual([
      { displayName: '', identity: undefined, resourceObject: undefined, diagnostic: [expected] },
    ]);
  });

  test('validates its block, and writes configuration', async () => {
    const validated = await call('ValidateListResourceConfig', { typeName: 'probe', config: config('') });
    const generated = await call('GenerateResourceConfig', { typeName: 'probe', state: state({ id: 'a' }) });

    expect(validated.diagnostics).toEqual([EMPTY]);
    expect(readProbe(generated.config)).toStrictEqual(blank);
  });
});

describe('an action', () => {
  const invoke = (does: string) =>
    stream('InvokeAction', InvokeAction_Request, messages.InvokeAction_Event, {
      actionType: 'act',
      config: config(does),
    });

  test.each([
    ['nothing', []],
    ['fail', [diagnostic('ERROR', 'No', { attribute: 'does' })]],
    ['throw', [BROKE]],
  ])('shows its progress without secrets, and completes (%s)', async (does, diagnostics) => {
    expect(await invoke(does)).toEqual([
      { progress: { message: 'begun with ***' }, completed: undefined },
      { progress: undefined, completed: { diagnostics } },
    ]);
  });

  test('is validated, and has nothing to plan', async () => {
    const validated = await call('ValidateActionConfig', { typeName: 'act', config: config('') });
    const planned = await call('PlanAction', { actionType: 'act', config: config('x') });

    expect(validated.diagnostics).toEqual([EMPTY]);
    expect(planned).toStrictEqual({ diagnostics: [] });
  });
});
