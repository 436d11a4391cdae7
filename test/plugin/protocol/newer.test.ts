import type { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import * as messages from '../../../lib/plugin/generated/decode/tfplugin6';
import { InvokeAction_Request, ListResource_Request } from '../../../lib/plugin/generated/encode/tfplugin6';
import { providerRoutes } from '../../../lib/plugin/protocol';
import type { Action, Provider, Resource, ResourceList } from '../../../lib/plugin/provider';
import { conceal } from '../../../lib/plugin/redact';
import type { ObjectType, ObjectValue } from '../../../lib/plugin/value';
import { readObject, writeObject } from '../../../lib/plugin/values';
import { fixture, probe } from '../fixture';
import { blank, read as readProbe, write as state } from '../fixture-calls';
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
const { ERROR, WARNING } = messages.Diagnostic_Severity;

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

  expect(Object.keys(schema.listResourceSchemas)).toStrictEqual(['probe']);
  expect(Object.keys(schema.actionSchemas)).toStrictEqual(['act']);
  expect(schema.serverCapabilities?.generateResourceConfig).toBe(true);
  expect(identities).toStrictEqual({
    identitySchemas: {
      probe: {
        version: 0,
        identityAttributes: [
          {
            name: 'id',
            type: new Uint8Array(Buffer.from('"string"')),
            requiredForImport: true,
            optionalForImport: false,
            description: 'The id.',
          },
          {
            name: 'place',
            type: new Uint8Array(Buffer.from('"string"')),
            requiredForImport: false,
            optionalForImport: true,
            description: 'Where.',
          },
        ],
      },
    },
    diagnostics: [],
  });
});

describe('an identity', () => {
  const read = async (value: ObjectValue, before?: ObjectValue) => {
    const answer = await call('ReadResource', {
      typeName: 'probe',
      currentState: state(value),
      private: none,
      ...(before && { currentIdentity: identity(before) }),
    });
    return readIdentity(answer.newIdentity);
  };
  const plan = async (prior: ObjectValue | null, before?: ObjectValue) => {
    const answer = await call('PlanResourceChange', {
      typeName: 'probe',
      priorState: state(prior),
      proposedNewState: state(prior ?? {}),
      config: state({}),
      priorPrivate: none,
      ...(before && { priorIdentity: identity(before) }),
    });
    return readIdentity(answer.plannedIdentity);
  };

  test('comes with a read, and a stored one is handed on as it is', async () => {
    expect(await read({ id: 'a' })).toStrictEqual({ id: 'a', place: 'here' });
    expect(await read({ id: 'a' }, { id: 'a', place: null })).toStrictEqual({ id: 'a', place: null });
    expect(await read({ id: 'a', does: 'vanish' })).toBeUndefined();
  });

  test('comes with the plan of an update, and not with that of a creation', async () => {
    expect(await plan({ id: 'a' })).toStrictEqual({ id: 'a', place: 'here' });
    expect(await plan({ id: 'a' }, { id: 'a', place: null })).toStrictEqual({ id: 'a', place: null });
    expect(await plan(null)).toBeUndefined();
  });

  test('comes with what was created, and not with what was deleted', async () => {
    const apply = async (planned: ObjectValue | null, prior: ObjectValue | null) => {
      const answer = await call('ApplyResourceChange', {
        typeName: 'probe',
        priorState: state(prior),
        plannedState: state(planned),
        config: state({}),
        plannedPrivate: none,
      });
      return readIdentity(answer.newIdentity);
    };

    expect(await apply({}, null)).toStrictEqual({ id: 'created-1', place: 'here' });
    expect(await apply(null, { id: 'a' })).toBeUndefined();
  });

  test('imports, and is completed', async () => {
    const { importedResources, diagnostics } = await call('ImportResourceState', {
      typeName: 'probe',
      id: '',
      identity: identity({ id: 'a', place: null }),
    });

    expect(diagnostics).toStrictEqual([]);
    expect(importedResources.map((one) => readIdentity(one.identity))).toStrictEqual([
      { id: 'a', place: 'here' },
    ]);
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

  test('ends with a warning or an error in an event of its own', async () => {
    const last = async (does: string) => (await find(does)).slice(3).flatMap(({ diagnostic }) => diagnostic);

    expect(await last('warn')).toMatchObject([{ severity: WARNING, summary: 'Not all' }]);
    expect(await last('throw')).toMatchObject([
      { severity: ERROR, detail: expect.stringContaining('it broke near ***') },
    ]);
  });

  test('validates its block, and writes configuration', async () => {
    const validated = await call('ValidateListResourceConfig', { typeName: 'probe', config: config('') });
    const generated = await call('GenerateResourceConfig', { typeName: 'probe', state: state({ id: 'a' }) });

    expect(validated.diagnostics).toMatchObject([
      { summary: 'Empty', attribute: { steps: [{ attributeName: 'does' }] } },
    ]);
    expect(readProbe(generated.config)).toStrictEqual(blank);
  });
});

describe('an action', () => {
  const invoke = (does: string) =>
    stream('InvokeAction', InvokeAction_Request, messages.InvokeAction_Event, {
      actionType: 'act',
      config: config(does),
    });
  const BEGUN = { progress: { message: 'begun with ***' }, completed: undefined };

  test('shows its progress without secrets, and completes', async () => {
    expect(await invoke('nothing')).toEqual([BEGUN, { progress: undefined, completed: { diagnostics: [] } }]);
  });

  test('completes with its error, yielded or thrown', async () => {
    const [begun, failed] = await invoke('fail');
    const [, thrown] = await invoke('throw');

    expect(begun).toEqual(BEGUN);
    expect(failed?.completed?.diagnostics).toMatchObject([
      { severity: ERROR, summary: 'No', attribute: { steps: [{ attributeName: 'does' }] } },
    ]);
    expect(thrown?.completed?.diagnostics).toMatchObject([
      { severity: ERROR, detail: expect.stringContaining('it broke near ***') },
    ]);
  });

  test('is validated, and has nothing to plan', async () => {
    const validated = await call('ValidateActionConfig', { typeName: 'act', config: config('') });
    const planned = await call('PlanAction', {
      actionType: 'act',
      config: config('x'),
    });

    expect(validated.diagnostics).toMatchObject([{ summary: 'Empty' }]);
    expect(planned).toStrictEqual({ diagnostics: [] });
  });
});
