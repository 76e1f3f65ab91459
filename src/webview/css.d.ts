/** A stylesheet that the build puts beside the script: its address, relative to the script. */
declare module '*.css' {
  const address: string;
  export default address;
}
