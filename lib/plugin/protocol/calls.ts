import { RequestError } from '../errors';

/** The calls in progress. StopProvider aborts all of them. */
export class Calls {
  private readonly running = new Set<AbortController>();
  private stopped = false;

  /**
   * @throws RequestError after StopProvider. Terraform may send it between two steps of one change, and
   * nothing else would stop the call of the second step.
   */
  begin(call: AbortController): void {
    if (this.stopped)
      throw new RequestError('Terraform asked the provider to stop before the operation began');
    this.running.add(call);
  }

  end(call: AbortController): void {
    this.running.delete(call);
  }

  stop(): void {
    this.stopped = true;
    for (const call of this.running) call.abort();
  }

  /** Accepts calls again, for a new command. Only a process in debug mode gets one after a stop. */
  resume(): void {
    this.stopped = false;
  }
}
