import type { AttributeType, ObjectValue } from './value';

/**
 * What somebody implements to be a Terraform provider. Everything here is in terms of values and diagnostics;
 * the handshake, gRPC and the encoding are this room's business.
 */

export interface AttributeSchema {
  readonly type: AttributeType;
  /** Plain text. */
  readonly description?: string;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  /** Terraform 1.11 and newer; the value is in the configuration only, `null` everywhere else. */
  readonly writeOnly?: boolean;
}

export interface Schema {
  /** Raised when stored state must be upgraded. Default: 0. */
  readonly version?: number;
  readonly description?: string;
  readonly attributes: { readonly [name: string]: AttributeSchema };
}

export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** One line. */
  readonly summary: string;
  readonly detail?: string;
  /** The attribute it is about; steps below it are keys and indices. */
  readonly path?: readonly (string | number)[];
}

/** What comes with every call. */
export interface Call {
  /** Aborted when Terraform cancels the call or asks the provider to stop. */
  readonly signal: AbortSignal;
}

/** Bytes that a resource keeps in the state, out of sight. What an answer leaves out is erased. */
export type PrivateData = Uint8Array;

export interface ResourceState {
  readonly state: ObjectValue | null;
  readonly private: PrivateData;
}

/** An object of another resource type, which a `moved` block brings here. */
export interface MovedObject {
  /**
   * The address of the provider that wrote it, such as `registry.terraform.io/hashicorp/null`; from OpenTofu the
   * last part alone.
   */
  readonly provider: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly state: { readonly [name: string]: unknown };
  readonly private: PrivateData;
}

export type Answer<Result> = Result & { readonly diagnostics: readonly Diagnostic[] };

export interface Resource {
  readonly schema: Schema;
  /** Runs without a configured provider, and with unknown values. */
  validate(config: ObjectValue): readonly Diagnostic[];
  /** `state: null` says that the object is gone. */
  read(request: { state: ObjectValue; private: PrivateData }, call: Call): Promise<Answer<ResourceState>>;
  /** Plans a creation (`prior` null) or an update; Terraform plans deletions by itself. */
  plan(
    request: {
      prior: ObjectValue | null;
      /** The configuration; where it leaves a computed attribute out, the prior value. */
      proposed: ObjectValue;
      config: ObjectValue;
      private: PrivateData;
    },
    call: Call,
  ): Promise<
    Answer<{
      planned: ObjectValue;
      private: PrivateData;
      /** Attributes whose change means a new object. */
      requiresReplace?: readonly (readonly (string | number)[])[];
    }>
  >;
  /** With an error, a non-null state is kept as tainted and `null` keeps nothing. */
  create(
    request: { planned: ObjectValue; config: ObjectValue; private: PrivateData },
    call: Call,
  ): Promise<Answer<ResourceState>>;
  /** With an error, the state answered is kept as it is. */
  update(
    request: { prior: ObjectValue; planned: ObjectValue; config: ObjectValue; private: PrivateData },
    call: Call,
  ): Promise<Answer<ResourceState>>;
  delete(request: { prior: ObjectValue; private: PrivateData }, call: Call): Promise<readonly Diagnostic[]>;
  /** May answer a partial state: it is read at once. `state: null` needs an error beside it. */
  importById?(id: string, call: Call): Promise<Answer<ResourceState>>;
  /**
   * Takes an object over from another resource type; runs without a configured provider, and what it answers is read
   * at once. `state: null` needs an error beside it.
   */
  move?(source: MovedObject): Answer<ResourceState>;
  /** Brings stored state of an older schema version up to date. Default: absent attributes become `null`. */
  upgrade?(
    stored: { readonly [name: string]: unknown },
    version: number,
  ): { readonly [name: string]: unknown };
}

export interface DataSource {
  readonly schema: Schema;
  validate(config: ObjectValue): readonly Diagnostic[];
  read(config: ObjectValue, call: Call): Promise<Answer<{ state: ObjectValue | null }>>;
}

export interface Provider {
  readonly schema: Schema;
  readonly resources: { readonly [type: string]: Resource };
  readonly dataSources: { readonly [type: string]: DataSource };
  /** Runs with unknown values too. */
  validateConfig(config: ObjectValue): readonly Diagnostic[];
  /** Runs once for each walk of Terraform's; with unknown values while planning. */
  configure(config: ObjectValue, call: Call): Promise<readonly Diagnostic[]>;
  /**
   * Diagnostics that belong to no single call, such as a warning about a slow server. Called once for each answer that
   * can carry diagnostics, just before it is sent. Each diagnostic should be returned once.
   */
  notices?(): readonly Diagnostic[];
}
