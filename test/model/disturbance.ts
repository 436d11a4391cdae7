/** Which half of a replacement comes first. */
export type ReplaceOrder = 'create first' | 'destroy first';

/** In which order an apply begins its changes, and how many it makes at once. */
export interface Schedule {
  readonly parallelism: number;
  /** Decides the order. */
  readonly seed: number;
}

/** How a deploy is disturbed. */
export interface Disturbance {
  /** What somebody does in Datadog between the plan and its apply. */
  readonly between?: () => void;
  /** The labels whose answers never reach the state, as when Terraform is killed. */
  readonly lost?: ReadonlySet<string>;
  /** The labels that are replaced, as with `-replace`. */
  readonly replaced?: ReadonlyMap<string, ReplaceOrder>;
  /** By label, the label whose auth method it imports. */
  readonly imports?: ReadonlyMap<string, string>;
  readonly schedule?: Schedule;
  /** Kills the provider as soon as a call of this kind is under way. */
  readonly killAt?: { readonly method: 'POST' | 'PATCH' | 'DELETE'; readonly handled: boolean };
}
