import { readPresent, writeObject } from '../values';
import { ReadDataSource_Request, ValidateDataResourceConfig_Request } from '../generated/decode/tfplugin6';
import { ReadDataSource_Response, ValidateDataResourceConfig_Response } from '../generated/encode/tfplugin6';
import type { Unary } from '../transport/grpc';
import type { Provider } from '../provider';
import { finder, method, validateMethod, type Shared } from './service';

export function dataSourceRoutes(
  dataSources: Provider['dataSources'],
  shared: Shared,
): Readonly<Record<string, Unary>> {
  const find = finder(dataSources);
  return {
    ValidateDataResourceConfig: validateMethod(
      shared,
      ValidateDataResourceConfig_Request,
      ValidateDataResourceConfig_Response,
      find,
    ),
    ReadDataSource: method(shared, ReadDataSource_Request, ReadDataSource_Response, async (request, call) => {
      const source = find(request.typeName);
      const { attributes } = source.schema;
      const { state, diagnostics } = await source.read(
        readPresent(request.config, attributes, 'config'),
        call,
      );
      return { state: writeObject(state, attributes), diagnostics };
    }),
  };
}
