import type { NextConfig } from "next";

// A site of plain files: the FastAPI process serves `out/`, so nothing here may need Node at run time.
const config: NextConfig = {
  output: "export",
  trailingSlash: true,
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  productionBrowserSourceMaps: false,
};

export default config;
