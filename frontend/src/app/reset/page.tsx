import { Reset } from "@/features/identity/reset";

export default function Page() {
  return <Reset />;
}
