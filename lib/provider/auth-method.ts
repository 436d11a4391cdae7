import { ROWS } from '../attributes';
import type { DesiredValues } from '../change/change';
import type { Answer, Call, Resource, ResourceState } from '../plugin/provider';
import type { ObjectValue } from '../plugin/value';
import type { ApplyResult } from './apply';
import type { Configuration, Configured } from './configure';
import { about, subject } from './errors/shared';
import { identify, IDENTITY_ATTRIBUTES } from './identity';
import { create, type CreateRequest } from './life/create';
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
    planDeletion: ({ prior, private: stored }) =>
      planDeletion(configuration.walk, stateOf(prior), decodeRecord(stored).resource),
    plan: (request, call) => plan(configuration, request, call),
    read: async ({ state, private: stored }, call) => {
      const prior = stateOf(state);
      const { model, record, diagnostics } = await read(
        configuration.get(),
        prior,
        decodeRecord(stored),
        call,
      ).catch(about(subjectOf(prior)));
      return { ...objectsOf(model, record), diagnostics };
    },
    create: (request, call) => {
      const decoded = changeOf(request);
      return applied(configuration, subject(decoded.planned.values.name), (configured) =>
        create(configured, decoded, call),
      );
    },
    update: (request, call) => {
      const decoded = { ...changeOf(request), prior: stateOf(request.prior) };
      return applied(configuration, subjectOf(decoded.prior), (configured) =>
        update(configured, decoded, call),
      );
    },
    delete: async ({ prior, private: stored }, call) => {
      const [state, { resource }] = [stateOf(prior), decodeRecord(stored)];
      await write(configuration, subjectOf(state), (configured) => remove(configured, state, resource, call));
      return [];
    },
    importById: async (text, call) => importOf(await idToImport(configuration, text, call)),
    move: (source) => {
      const { model, record } = moved(source);
      return { ...objectsOf(model, record), diagnostics: [] };
    },
  };
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
    ? planUpdate(walk, stateOf(prior), request)
    : await planCreation(walk, known?.existing, request, call);
  return { planned: encode(planned), private: encodeRecord(record), diagnostics };
}

async function applied(
  configuration: Configuration,
  what: string,
  work: (configured: Configured) => Promise<ApplyResult>,
): Promise<Answer<ResourceState>> {
  const { model, record, diagnostics } = await write(configuration, what, work);
  return { ...objectsOf(model, record), diagnostics };
}

/** What was read before a write is stale after it, whatever came of it. */
async function write<Result>(
  configuration: Configuration,
  what: string,
  work: (configured: Configured) => Promise<Result>,
): Promise<Result> {
  const configured = configuration.get();
  return work(configured)
    .catch(about(what))
    .finally(() => configured.reads.forget());
}

function importOf(id: string): Answer<ResourceState> {
  return { ...objectsOf(imported(id), { resource: newResource() }), diagnostics: [] };
}

function objectsOf(model: Model | null, record: PrivateRecord): ResourceState {
  return { state: model && encode(model), private: encodeRecord(record) };
}

function changeOf({ planned, config, private: stored }: Parameters<Resource['create']>[0]): CreateRequest {
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

function subjectOf({ id, values }: StoredModel): string {
  return subject(values.name, id);
}
