// Bundles src/main.ts and src/main.css into the folder named on the command line. Run by ../hatch_build.py.
// The oldest browser in a township office is Chrome 109, the last one for Windows 7. After a warning nothing is
// written: what an old browser cannot show is noticed here and not in the office.
import { mkdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const [outdir] = process.argv.slice(2);
const { warnings, outputFiles } = await build({
  entryPoints: ["src/main.ts", "src/main.css"],
  outdir,
  write: false,
  bundle: true,
  minify: true,
  charset: "utf8",
  format: "iife",
  target: "chrome109",
  loader: { ".svg": "dataurl" },
  external: ["/static/*"],
  logLevel: "warning",
}).catch(({ errors }) => ({ warnings: errors }));

if (warnings.length) process.exit(1);
mkdirSync(outdir, { recursive: true });
for (const { path, contents } of outputFiles) writeFileSync(path, contents);
