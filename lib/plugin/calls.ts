import { RequestError } from './errors';

/** The calls that are being answered, so that StopProvider can end all of them. */
export class Calls {
  private readonly running = new Set<AbortController>();
  private stopped = false;

  /**
   * @throws RequestError after StopProvider. Terraform may send it between two steps of one change, so that the call
   * it was to stop has yet to come; nothing else would end that one.
   */
  begin(call: AbortController): void {
    if (this.stopped) throw new RequestError('Terraform asked the provider to stop before this was begun');
    this.running.add(call);
  }

  end(call: AbortController): void {
    this.running.delete(call);
  }

  stop(): void {
    this.stopped = true;
    for (const call of this.running) call.abort();
  }

  /** A command begins. A process that Terraform started never sees it after a stop, one in debug mode does. */
  resume(): void {
    this.stopped = false;
  }
}
