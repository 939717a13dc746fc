import type { NextConfig } from "next";

// `make dev` serves the pages from here and passes calls of the API on to where it runs.
const api = process.env.NODE_ENV === "development" ? process.env.API_URL : undefined;

const passedOn: NextConfig = {
  skipTrailingSlashRedirect: true,
  rewrites: () => Promise.resolve([{ source: "/api/:path*", destination: `${api}/api/:path*` }]),
};

// A site of plain files: the FastAPI process serves `out/`, so nothing here may need Node at run time.
const config: NextConfig = {
  ...(api ? passedOn : { output: "export" as const }),
  trailingSlash: true,
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  productionBrowserSourceMaps: false,
};

export default config;
