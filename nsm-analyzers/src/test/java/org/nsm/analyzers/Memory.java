package org.nsm.analyzers;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.nsm.api.spi.AnalyzerContext;

/** The surroundings of a part of an analyzer that asks for nothing but memory. */
public final class Memory {

    private Memory() {}

    /** As much as is wanted. */
    public static AnalyzerContext plenty() {
        return of(Integer.MAX_VALUE);
    }

    /** So many bytes. */
    public static AnalyzerContext of(int bytes) {
        AtomicInteger left = new AtomicInteger(bytes);
        return (AnalyzerContext) Proxy.newProxyInstance(
                AnalyzerContext.class.getClassLoader(),
                new Class<?>[] {AnalyzerContext.class},
                (proxy, method, values) -> {
                    int wanted = (int) values[0];
                    if (method.getName().equals("release")) {
                        left.addAndGet(wanted);
                        return null;
                    }
                    boolean free = method.getName().equals("reserve") && wanted <= left.get();
                    if (free) {
                        left.addAndGet(-wanted);
                    }
                    return free;
                });
    }
}
