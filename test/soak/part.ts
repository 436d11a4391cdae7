/** A part of the soak: something that is done many times over with random input, each time from a seed. */
export interface Part {
  /** As it is asked for on the command line. */
  readonly name: string;
  /**
   * @param seed the same one gives the same inputs
   * @param scale how much is done: 1 takes a few seconds, as in the test suite
   * @param say takes a line for whoever watches
   */
  run(options: { seed: number; scale: number; say: (line: string) => void }): Promise<Outcome>;
}

export interface Outcome {
  /** What was done how many times, such as `calls: 12000`. */
  readonly counts: Readonly<Record<string, number>>;
  /** In words, with what is needed to have them again; empty when all went well. */
  readonly failures: readonly string[];
}

/** The seed that `SOAK_SEED` asks for, or a new one. Whoever uses it prints it. */
export function seedFrom(env: NodeJS.ProcessEnv = process.env): number {
  return env.SOAK_SEED ? Number(env.SOAK_SEED) : Math.floor(Math.random() * 2 ** 31);
}
