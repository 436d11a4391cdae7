import { ROWS } from '../attributes';
import type { DesiredValues } from '../change/change';
import { RequestError } from '../plugin/errors';
import type { Answer, Call, Resource, ResourceState } from '../plugin/provider';
import type { ObjectValue } from '../plugin/value';
import type { ApplyRequest, StepResult } from './apply';
import type { Configuration, Configured } from './configure';
import { planConflict } from './errors/plan';
import { storedOnOtherSite } from './errors/read';
import { about, subject } from './errors/shared';
import { identify, IDENTITY_ATTRIBUTES, refuseOtherSite } from './identity';
import { create } from './life/create';
import { remove } from './life/delete';
import { idOfIdentity, idToImport } from './life/import';
import { moved } from './life/move';
import { planCreation, planDeletion, planUpdate } from './life/plan';
import { read } from './life/read';
import { update } from './life/update';
import { authMethodList } from './list';
import { concealed, decode, encode, imported, type Model, type StoredModel } from './model';
import { decodeRecord, encodeRecord, newResource, type PrivateRecord } from './record';
import { resourceSchema } from './schema';
import { wrongValues } from './validate';
import { checkVerifiable } from './verify';

/**
 * The life of an auth method in Terraform: a file of life/ for each step. Objects and private data are
 * decoded and encoded here. A step that fails throws: Terraform then keeps the state and the private data.
 */
export function authMethodResource(configuration: Configuration): Resource {
  return {
    schema: resourceSchema,
    identity: {
      attributes: IDENTITY_ATTRIBUTES,
      of: (state, before) => identify(configuration.known, state, before),
      import: async (identity) => importOf(idOfIdentity(configuration, identity)),
    },
    list: authMethodList(configuration),
    validate: (config) => [...wrongValues(ROWS, config), ...checkVerifiable(config)],
    planDeletion: ({ prior, private: stored, identity }) => {
      const state = stateOf(prior);
      // A deletion of what the site does not have would succeed.
      checkSite(configuration.known, state, identity);
      return planDeletion(configuration.walk, state, decodeRecord(stored).resource);
    },
    plan: (request, call) => plan(configuration, request, call),
    read: async ({ state, private: stored, identity }, call) => {
      const record = decodeRecord(stored);
      // Before the call: a plan that Terraform makes meanwhile has to know whose auth method it is.
      const prior = claim(configuration, state, record);
      const configured = configuration.get();
      checkSite(configured, prior, identity);
      const result = read(configured, prior, record, call);
      return answerOf(await result.catch(about(subject(prior.values.name, prior.id))));
    },
    create: async (request, call) => {
      const change = changeOf(request);
      const created = await write(configuration, change.planned, (to) => create(to, change, call));
      return answerOf(created);
    },
    update: async (request, call) => {
      const change = changeOf(request);
      const prior = claim(configuration, request.prior, change.record);
      const updated = await write(configuration, prior, (to) => update(to, { ...change, prior }, call));
      return answerOf(updated);
    },
    delete: async ({ prior, private: stored }, call) => {
      const state = claim(configuration, prior, decodeRecord(stored));
      await write(configuration, state, (to) => remove(to, state, call));
      return [];
    },
    importById: async (text, call) => importOf(await idToImport(configuration, text, call)),
    move: (source) => answerOf(moved(source)),
  };
}

function checkSite(
  configured: Configured | undefined,
  { id, values: { name } }: StoredModel,
  identity: ObjectValue | null | undefined,
): void {
  refuseOtherSite(configured, identity, (site, own) => storedOnOtherSite(subject(name, id), site, own));
}

async function plan(
  configuration: Configuration,
  { prior, proposed, config, private: stored, plannedPrivate }: Parameters<Resource['plan']>[0],
  call: Call,
): ReturnType<Resource['plan']> {
  const request = {
    proposed: decode<DesiredValues>(proposed),
    config: decode<DesiredValues>(config),
    record: decodeRecord(stored),
    ...(plannedPrivate ? { applied: decodeRecord(plannedPrivate) } : {}),
  };
  const { walk, known } = configuration;
  const { planned, record, diagnostics } = prior
    ? await planUpdate(walk, known?.existing, stateOf(prior), request, call)
    : await planCreation(walk, known?.existing, request, call);
  return { planned: encode(planned), private: encodeRecord(record), diagnostics };
}

/** What was read before a write is stale after it, whatever came of it. */
async function write<Result>(
  configuration: Configuration,
  model: Model,
  work: (configured: Configured) => Promise<Result>,
): Promise<Result> {
  const configured = configuration.get();
  return work(configured)
    .catch(about(subject(model.values.name, model.id)))
    .finally(() => configured.reads.forget());
}

function importOf(id: string): Answer<ResourceState> {
  return answerOf({ model: imported(id), record: { resource: newResource() }, diagnostics: [] });
}

function answerOf({ model, record, diagnostics }: StepResult<Model | null>): Answer<ResourceState> {
  return { state: model && encode(model), private: encodeRecord(record), diagnostics };
}

function changeOf({ planned, config, private: stored }: Parameters<Resource['create']>[0]): ApplyRequest {
  const { secret, version } = decode(config);
  return {
    planned: decode(planned),
    config: { secret: concealed(secret), version },
    record: decodeRecord(stored),
  };
}

function stateOf(object: ObjectValue): StoredModel {
  const state = decode(object);
  return { ...state, id: state.id ?? '' };
}

/** @throws RequestError if another resource of this walk has the auth method */
function claim({ walk }: Configuration, object: ObjectValue, { resource }: PrivateRecord): StoredModel {
  const state = stateOf(object);
  const { id, values } = state;
  if (walk.claim(id, resource)) return state;
  throw new RequestError(planConflict({ kind: 'same id' }, values.name, id));
}
