package org.nsm.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Locale;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Watches the garbage collector and the heap. Pauses are told by the collector in whole milliseconds. */
final class GarbageCollection {

    private int pauses;
    private long total;
    private long longest;

    GarbageCollection() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener((n, ignored) -> collected(n), null, null);
        }
    }

    private synchronized void collected(Notification notification) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            GarbageCollectionNotificationInfo info =
                    GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
            if (!info.getGcName().contains("Concurrent")) {
                long millis = info.getGcInfo().getDuration();
                pauses++;
                total += millis;
                longest = Math.max(longest, millis);
            }
        }
    }

    /** Forgets what was. */
    synchronized void reset() {
        pauses = 0;
        total = 0;
        longest = 0;
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** What happened since the last reset. */
    synchronized String summary() {
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                peak += pool.getPeakUsage().getUsed();
            }
        }
        return String.format(
                Locale.ROOT,
                "peak heap %,d MB with garbage; %d GC pauses, %d ms, longest %d ms",
                peak >> 20,
                pauses,
                total,
                longest);
    }
}
