import type { Calls } from './calls';
import { diagnosticMessages } from './diagnostics';
import { readPresent, writeValue } from './dynamic-value';
import { RequestError } from './errors';
import {
  ReadDataSource_Request,
  ReadDataSource_Response,
  ValidateDataResourceConfig_Request,
  ValidateDataResourceConfig_Response,
} from './generated/tfplugin6';
import type { Unary } from './grpc';
import type { DataSource, Provider } from './provider';
import { schemaType } from './schema';
import { method } from './service';

export function dataSourceRoutes(
  dataSources: Provider['dataSources'],
  calls: Calls,
): Readonly<Record<string, Unary>> {
  const find = (name: string): DataSource => {
    const found = Object.hasOwn(dataSources, name) ? dataSources[name] : undefined;
    if (!found) throw new RequestError(`This provider has no data source ${name}`);
    return found;
  };
  return {
    ValidateDataResourceConfig: method(
      calls,
      ValidateDataResourceConfig_Request,
      ValidateDataResourceConfig_Response,
      (request) => {
        const source = find(request.typeName);
        const type = schemaType(source.schema);
        const config = readPresent(request.config, type, 'config');
        return { diagnostics: diagnosticMessages(source.validate(config), type) };
      },
    ),
    ReadDataSource: method(calls, ReadDataSource_Request, ReadDataSource_Response, async (request, call) => {
      const source = find(request.typeName);
      const type = schemaType(source.schema);
      const { state, diagnostics } = await source.read(readPresent(request.config, type, 'config'), call);
      return { state: writeValue(state, type), diagnostics: diagnosticMessages(diagnostics, type) };
    }),
  };
}
