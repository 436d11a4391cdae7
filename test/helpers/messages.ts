import * as messages from '../../lib/plugin/generated/tfplugin6';

type Messages = typeof messages;

/** A method of Terraform's provider protocol with one answer, such as `ReadResource`. */
export type Method = {
  [Key in keyof Messages]: Key extends `${infer Name}_Request`
    ? `${Name}_Response` extends keyof Messages
      ? Name
      : never
    : never;
}[keyof Messages];

export type RequestOf<Name extends Method> = Parameters<Messages[`${Name}_Request`]['encode']>[0];
export type ResponseOf<Name extends Method> = ReturnType<Messages[`${Name}_Response`]['decode']>;

/** Terraform's side of a method: it encodes requests, and decodes answers. */
export function codecOf<Name extends Method>(name: Name) {
  return {
    encode: (request: RequestOf<Name>) => messages[`${name}_Request`].encode(request as never).finish(),
    decode: (bytes: Uint8Array) => messages[`${name}_Response`].decode(bytes) as ResponseOf<Name>,
  };
}
