import type { KnownValues } from '../../lib/change/change';
import type { Emulator, ReceivedRequest } from '../../lib/emulator';
import { valuesOf } from '../helpers/auth-method';

/** An auth method in the state or in Datadog. */
export interface Entry {
  readonly id: string;
  readonly values: KnownValues;
}

/** What a run of Terraform left behind. */
export interface Outcome {
  readonly succeeded: boolean;
  /** Its messages, as Terraform shows them. */
  readonly text: string;
  readonly requests: readonly ReceivedRequest[];
  readonly state: readonly Entry[];
  readonly datadog: readonly Entry[];
}

/** The run of one operation under one fault, and of the next deploy, which meets none. */
export interface Run {
  readonly deploy: Outcome;
  readonly next: Outcome;
}

/** Two retries are enough to see them, and keep the waits short. */
export const MAX_RETRIES = 2;

/** How long a call waits for its answer, in seconds, where no fault is about time. */
export const LONG = 30;

/** @param state the attributes of each auth method in the state */
export function outcomeOf(
  emulator: Emulator,
  { state, ...ending }: Pick<Outcome, 'succeeded' | 'text'> & { state: readonly Record<string, unknown>[] },
): Outcome {
  const requests = emulator.requests;
  emulator.clearRequests();
  return { ...ending, requests, state: state.map(entryOf), datadog: entriesIn(emulator) };
}

export function entriesIn(emulator: Emulator): Entry[] {
  return emulator.methods().map(({ id, attributes }) => entryOf({ id, ...attributes }));
}

export function entryOf(attributes: Record<string, unknown>): Entry {
  return { id: String(attributes.id), values: valuesOf(attributes) };
}
