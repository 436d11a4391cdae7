/** A style sheet as text: the bundler and Jest inline it. */
declare module '*.css' {
  const sheet: string;
  export default sheet;
}
