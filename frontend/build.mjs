// Bundles src/main.ts and src/main.css into the folder named on the command line. Run by ../hatch_build.py.
// The oldest browser in a township office is Chrome 109, the last one for Windows 7.
import { build } from "esbuild";

await build({
  entryPoints: ["src/main.ts", "src/main.css"],
  outdir: process.argv[2],
  bundle: true,
  minify: true,
  charset: "utf8",
  format: "iife",
  target: "chrome109",
  loader: { ".svg": "dataurl" },
  external: ["/static/*"],
  logLevel: "warning",
});
