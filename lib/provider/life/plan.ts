import { COMPARED, PROTOCOL, type ComparedName } from '../../attributes';
import { changes, NOT_KNOWN, sameValue, type DesiredValues } from '../../change/change';
import { ofName } from '../../client/by-name';
import type { Call, Diagnostic, PrivateData, Resource } from '../../plugin/provider';
import { UNKNOWN, type ObjectValue, type Value } from '../../plugin/value';
import type { AuthMethod } from '../../wire/answer';
import { isConfigured, type Configured } from '../configure';
import {
  nameWillBeRefused,
  planConflict,
  secretChangedAfterPlan,
  secretRotated,
  versionWithoutSecret,
  willBeAdopted,
} from '../errors/plan';
import { secretNeeded } from '../errors/shared';
import { NO_PRIVATE_DATA } from '../results';
import {
  isSent,
  isVersionAlone,
  keepsSecret,
  privateOfPlan,
  replacedId,
  secretStatus,
  type SecretStatus,
} from '../secret';
import { identityOf, isTrue, numberOf, scalarOf, textOf, valueOf } from '../state';

type Request = Parameters<Resource['plan']>[0];
type Plan = ReturnType<Resource['plan']>;

/** Plans a creation or an update. */
export function plan(configured: Configured | Diagnostic, request: Request, call: Call): Plan {
  const { prior } = request;
  return prior === null
    ? planCreation(configured, request, call)
    : planUpdate(configured, { ...request, prior });
}

/** Stops the deletion of an auth method that another resource keeps. Terraform plans the others by itself. */
export function planDeletion(configured: Configured | Diagnostic, prior: ObjectValue): Diagnostic[] {
  if (!isConfigured(configured)) return [];
  const { id, name } = identityOf(prior);
  const conflict = configured.ledger.planDeletion(id);
  return conflict ? [planConflict(conflict, name, id)] : [];
}

async function planCreation(configured: Configured | Diagnostic, request: Request, call: Call): Plan {
  const { proposed, config } = request;
  const diagnostics =
    valueOf(config, 'client_secret_wo') === null
      ? [secretNeeded(textOf(proposed, 'name'))]
      : await creationNotices(configured, request, call);
  const planned = {
    ...proposed,
    id: UNKNOWN as Value,
    protocol: PROTOCOL,
    client_secret_wo: null,
    client_secret_revision: 1,
  };
  return { planned, private: NO_PRIVATE_DATA, diagnostics };
}

/** Reports what will stop a creation or change its course, as far as the plan can know it. */
async function creationNotices(
  configured: Configured | Diagnostic,
  { proposed, private: handedOn }: Request,
  call: Call,
): Promise<Diagnostic[]> {
  const name = valueOf(proposed, 'name');
  if (!isConfigured(configured) || typeof name !== 'string') return [];
  const { existing, ledger } = configured;
  const replaced = replacedId(handedOn);
  const conflict = ledger.planCreation(name, replaced);
  if (conflict) return [planConflict(conflict, name, '')];
  const [holder, ...others] = ofName((await existing.forPlan(call.signal)) ?? [], name);
  // The replaced auth method gives its name up, and so does one that will be renamed.
  if (!holder || holder.id.toLowerCase() === replaced || ledger.roleOf(holder.id) === 'to be renamed')
    return [];
  if (!isTrue(proposed, 'adopt_existing') || others.length > 0) return [nameWillBeRefused(name, holder.id)];
  const taken = ledger.planAdoption(holder.id);
  return [taken ? planConflict(taken, name, holder.id) : adoption(name, holder, proposed)];
}

function adoption(name: string, method: AuthMethod, proposed: ObjectValue): Diagnostic {
  const sent = changes(method.attributes, desiredValues(proposed), true).map(({ attribute }) => attribute);
  return willBeAdopted(name, method.id, sent);
}

function desiredValues(proposed: ObjectValue): DesiredValues {
  const valueIn = (name: ComparedName) =>
    valueOf(proposed, name) === UNKNOWN ? NOT_KNOWN : scalarOf(proposed, name);
  return Object.fromEntries(COMPARED.map((name) => [name, valueIn(name)] as const)) as DesiredValues;
}

async function planUpdate(
  configured: Configured | Diagnostic,
  { prior, proposed, config, private: stored, plannedPrivate }: Request & { prior: ObjectValue },
): Plan {
  const { id, name } = identityOf(prior);
  const planned: Record<string, Value> = { ...proposed, client_secret_wo: null };
  const desired = desiredValues(proposed);
  for (const attribute of COMPARED) {
    const after = desired[attribute];
    // A different spelling of the same value is no change, and Terraform accepts the prior value in its
    // place.
    if (after !== NOT_KNOWN && sameValue(attribute, scalarOf(prior, attribute), after))
      planned[attribute] = valueOf(prior, attribute);
  }
  const secret = secretStatus(prior, config, stored);
  // Stays unknown: Terraform plans again during apply, and the secret may have changed by then.
  planned.client_secret_revision =
    secret === 'unchanged' ? (numberOf(prior, 'client_secret_revision') ?? 0) : UNKNOWN;
  const diagnostics = isSent(secret) ? [rotation(name, secret, plannedPrivate)] : [];
  if (isVersionAlone(prior, config)) diagnostics.push(versionWithoutSecret(name));
  if (isConfigured(configured)) {
    const conflict = configured.ledger.planUpdate(id, name ?? '', textOf(planned, 'name'));
    const adopted = conflict?.kind === 'adopts managed';
    if (conflict) diagnostics.push(planConflict(conflict, adopted ? name : textOf(planned, 'name'), id));
  }
  return { planned, private: privateOfPlan(stored, id, secret), diagnostics };
}

/** Terraform would call the plan inconsistent. From 1.16 on, the error comes first and is the only one. */
function rotation(name: string | null, secret: SecretStatus, planned: PrivateData | undefined): Diagnostic {
  return planned && keepsSecret(planned)
    ? secretChangedAfterPlan(name)
    : secretRotated(name, secret === 'changed');
}
