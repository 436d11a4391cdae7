/** What axios looks for and no call uses. See bundle.ts. */

/** Of the package form-data. axios needs the class to exist. */
export default class FormData {}

/** Of axios's adapter for fetch. */
export const getFetch = undefined;

/** Node's global object. When axios looks for `FormData` there, Node loads its fetch. */
const noGlobals = {};
export { noGlobals as globalThis };
