import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useSession } from "@/lib/auth/use-session";
import { wayBack } from "@/lib/auth/way-back";

/** Whoever is signed in, now or already, goes on to the page they wanted. */
export function useLeaveWhenSignedIn() {
  const { status } = useSession();
  const router = useRouter();
  useEffect(() => {
    if (status === "person") router.replace(wayBack(location.search, location.origin));
  }, [status, router]);
}
