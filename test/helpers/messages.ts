import * as decoders from '../../lib/plugin/generated/decode/tfplugin6';
import * as encoders from '../../lib/plugin/generated/encode/tfplugin6';

type Messages = typeof decoders;

/** A method of Terraform's provider protocol with one answer, such as `ReadResource`. */
export type Method = {
  [Key in keyof Messages]: Key extends `${infer Name}_Request`
    ? `${Name}_Response` extends keyof Messages
      ? Name
      : never
    : never;
}[keyof Messages];

export type RequestOf<Name extends Method> = ReturnType<Messages[`${Name}_Request`]['decode']>;
export type ResponseOf<Name extends Method> = ReturnType<Messages[`${Name}_Response`]['decode']>;

/** Terraform's side of a method: it encodes requests, and decodes answers. */
export function codecOf<Name extends Method>(name: Name) {
  return {
    encode: (request: RequestOf<Name>) => encoders[`${name}_Request`].encode(request as never).finish(),
    decode: (bytes: Uint8Array) => decoders[`${name}_Response`].decode(bytes) as ResponseOf<Name>,
  };
}
