// The one file that imports `ini`: in the build for bundlers it contains the package, and is left out where nobody asks.
export { parse, stringify } from 'ini';
