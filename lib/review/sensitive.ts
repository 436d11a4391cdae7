import { Secrets } from '../text/secrets';
import { PUBLIC_TEXTS } from '../wire/public-texts';
import type { Configuration } from './configuration';
import { priorResources, type Change, type Plan } from './plan';

/** Shorter ones would mask half of the review, and are no secrets. */
const SHORTEST = 4;

/** The values that the plan marks as sensitive anywhere, and what the code gives as a secret. */
export class SensitiveValues {
  private readonly secrets = new Secrets([], PUBLIC_TEXTS);
  private readonly results = new Map<string, boolean>();

  constructor(plan: Plan, configuration: Configuration) {
    for (const { change } of [...plan.resource_changes, ...plan.resource_drift]) this.addChange(change);
    for (const output of Object.values(plan.output_changes)) this.addChange(output);
    for (const { values, sensitive_values } of priorResources(plan)) this.addMarked(values, sensitive_values);
    for (const value of configuration.secrets()) this.addMarked(value, true);
  }

  /** Whether a text contains one of them. */
  in(text: string): boolean {
    const result = this.results.get(text) ?? this.secrets.isIn(text);
    this.results.set(text, result);
    return result;
  }

  mask(text: string): string {
    return this.secrets.mask(text);
  }

  private addChange(change: Change): void {
    this.addMarked(change.before, change.before_sensitive);
    this.addMarked(change.after, change.after_sensitive);
  }

  private addMarked(value: unknown, marks: unknown): void {
    if (!value || !marks) return;
    if (typeof value === 'object') {
      for (const [key, member] of Object.entries(value))
        this.addMarked(member, marks === true || (marks as Record<string, unknown>)[key]);
    } else if (marks === true && (typeof value === 'string' || typeof value === 'number')) {
      // A number may be a secret too, and stands in texts as its digits.
      const text = String(value);
      if (text.length >= SHORTEST) this.secrets.add(text);
    }
  }
}
