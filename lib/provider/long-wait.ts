import type { Wait } from '../client/caller';
import type { Answer, DataSource, Diagnostic, Resource } from '../plugin/provider';
import { waitedLong } from './errors';

/** The first long wait of a walk, until it is told: a thousand resources that waited together need one warning. */
export class LongWait {
  private wait: Wait | undefined;
  private told = false;

  add(wait: Wait): void {
    this.wait ??= wait;
  }

  /** The warning, for the first answer that is given after the wait. */
  take(): Diagnostic[] {
    if (this.wait === undefined || this.told) return [];
    this.told = true;
    return [waitedLong(this.wait)];
  }
}

/** @param take gives what is to be told beside the answer of a call to Datadog */
export function tellingOf(take: () => Diagnostic[]) {
  const tell = async <Result>(answer: Promise<Answer<Result>>): Promise<Answer<Result>> => {
    const settled = await answer;
    return { ...settled, diagnostics: [...settled.diagnostics, ...take()] };
  };
  return {
    resource: (resource: Resource & Required<Pick<Resource, 'importById' | 'move'>>): Resource => ({
      schema: resource.schema,
      validate: (config) => resource.validate(config),
      read: (request, call) => tell(resource.read(request, call)),
      plan: (request, call) => tell(resource.plan(request, call)),
      create: (request, call) => tell(resource.create(request, call)),
      update: (request, call) => tell(resource.update(request, call)),
      delete: async (request, call) => [...(await resource.delete(request, call)), ...take()],
      importById: (id, call) => tell(resource.importById(id, call)),
      move: (source) => resource.move(source),
    }),
    dataSource: (source: DataSource): DataSource => ({
      schema: source.schema,
      validate: (config) => source.validate(config),
      read: (config, call) => tell(source.read(config, call)),
    }),
  };
}
