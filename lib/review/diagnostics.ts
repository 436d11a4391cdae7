import { isProviderAddress } from '../attributes';
import type { WantedValue } from '../drift/values';
import { quoted } from '../text/quoted';
import type { Diagnostic } from './review';
import type { SensitiveValues } from './sensitive';

/** An error or a warning of a plan, as `terraform plan -json` writes it. */
export interface PlanDiagnostic {
  readonly severity: 'error' | 'warning';
  readonly address: string;
  readonly summary: string;
  readonly detail: string;
}

/** What the review says itself. The provider omits it while a review plans, and reports it in other plans. */
const SAID = [/^Drift: /, /^Secret rotated: /, / is deleted and created again$/];
const NAME_IN_USE = /^The name of .+ is in use$/;
const STOPS_AT_DRIFT = /^Drift stops the deploy: /;
/** Warnings about what ends the deploy with an error. */
const BLOCKING = [NAME_IN_USE, STOPS_AT_DRIFT];
const NOT_LOOKED_UP = /^Could not compare the name of /;

/** Whether it is of the provider, or of an auth method that the code declares no more. */
export function isOfProvider({ address, summary }: PlanDiagnostic): boolean {
  if (address === '') return /\bauth method\b/.test(summary);
  return isProviderAddress(/^(?:.*\.)?provider\["([^"]+)"\]/.exec(address)?.[1]);
}

/**
 * Whether it is of the auth method with this name, although it has no address: Terraform names none in what
 * the provider reports of an auth method that the code declares no more.
 */
export function isOfOrphan({ address, summary }: PlanDiagnostic, name: WantedValue): boolean {
  return address === '' && typeof name === 'string' && summary.includes(`auth method ${quoted(name)}`);
}

/** Whether the provider would refuse the plan of a deploy, because of drift in an auth method. */
export function stopsAtDrift(diagnostics: readonly Pick<Diagnostic, 'summary'>[]): boolean {
  return diagnostics.some(({ summary }) => STOPS_AT_DRIFT.test(summary));
}

/** Whether the plan could not look up whether a name is free. */
export function isNotLookedUp({ summary }: PlanDiagnostic): boolean {
  return NOT_LOOKED_UP.test(summary);
}

/** Whether it says that the auth method with this id has the name of a creation or rename. */
export function saysInUse({ summary, detail }: PlanDiagnostic, id: string | undefined): boolean {
  return id !== undefined && NAME_IN_USE.test(summary) && detail.toLowerCase().includes(id.toLowerCase());
}

/**
 * What the plan says of an auth method, and the review does not say itself.
 *
 * @param freed the id of the auth method whose name the deploy frees for this one
 */
export function reportedDiagnostics(
  diagnostics: readonly PlanDiagnostic[],
  sensitive: SensitiveValues,
  freed?: string,
): Diagnostic[] {
  return diagnostics
    .filter(({ summary }) => !SAID.some((one) => one.test(summary)))
    .filter((one) => !saysInUse(one, freed))
    .map(({ severity, summary, detail }) => ({
      severity,
      blocks: severity === 'error' || BLOCKING.some((one) => one.test(summary)),
      summary: sensitive.mask(summary),
      detail: sensitive.mask(detail),
    }));
}
