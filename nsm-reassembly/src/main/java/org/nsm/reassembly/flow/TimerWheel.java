package org.nsm.reassembly.flow;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Runs timers by packet time, each before the first packet that is not earlier than its deadline, in the order of their
 * deadlines.
 *
 * <p>A hashed wheel of linked lists holds what is due later: starting and cancelling cost a few pointer writes however
 * many timers there are. When time reaches a slot, its timers move to a small heap, which puts them into exact order.
 * Timers further ahead than one turn of the wheel are looked at once a turn. Allocates nothing but growth of the heap.
 *
 * <p>Not thread safe. A timer may start and cancel others, and start itself again, when it expires.
 */
public final class TimerWheel {

    /** Slots of 2^27 ns, about an eighth of a second: the heap stays small even when every connection has a timer. */
    private static final int TICK_SHIFT = 27;

    /** One turn is nine minutes, longer than the usual timeouts, so that most timers are looked at once. */
    private static final int SLOTS = 4096;

    private final @Nullable Timer[] slots = new @Nullable Timer[SLOTS];
    private @Nullable Timer[] heap = new @Nullable Timer[16];
    private int heapSize;
    private int waiting;
    private long tick = Long.MIN_VALUE;

    /** Something to be done at a certain time. May be started again once it expired or was cancelled. */
    public abstract static class Timer {

        private static final int IDLE = -2;
        private static final int IN_SLOT = -1;

        private long deadline;
        private @Nullable Timer previous;
        private @Nullable Timer next;
        private int place = IDLE;

        /**
         * The time has come.
         *
         * @param now packet time, at or after the deadline
         */
        protected abstract void expire(long now);

        /**
         * Whether the timer runs.
         *
         * @return false before it is started, and once it expired or was cancelled
         */
        public final boolean isRunning() {
            return place != IDLE;
        }
    }

    /**
     * Starts a timer. One that runs already is moved.
     *
     * @param timer    the timer
     * @param deadline packet time in nanoseconds; a time that has passed makes it expire with the next {@link #advance}
     */
    public void start(Timer timer, long deadline) {
        cancel(timer);
        timer.deadline = deadline;
        if (deadline >> TICK_SHIFT <= tick) {
            push(timer);
        } else {
            link(timer);
        }
    }

    /**
     * Stops a timer; does nothing to one that does not run.
     *
     * @param timer the timer
     */
    public void cancel(Timer timer) {
        if (timer.place == Timer.IN_SLOT) {
            unlink(timer);
        } else if (timer.place >= 0) {
            removeFromHeap(timer.place);
        }
        timer.place = Timer.IDLE;
    }

    /**
     * Lets time pass.
     *
     * @param now packet time in nanoseconds, not before that of the last call
     */
    public void advance(long now) {
        long target = now >> TICK_SHIFT;
        if (tick < target) {
            turnTo(target, now);
        }
        if (heapSize > 0) {
            expireUntil(now);
        }
    }

    /** How many timers run. */
    public int size() {
        return waiting + heapSize;
    }

    private void turnTo(long target, long now) {
        if (waiting == 0) {
            tick = target;
        } else if (target - tick >= SLOTS || tick == Long.MIN_VALUE) {
            tick = target;
            for (int slot = 0; slot < SLOTS; slot++) {
                collect(slot);
            }
        }
        while (tick < target) {
            expireUntil(now);
            tick++;
            collect((int) tick & SLOTS - 1);
        }
    }

    /** Moves the timers of a slot that are due in this turn to the heap. */
    private void collect(int slot) {
        Timer timer = slots[slot];
        while (timer != null) {
            Timer following = timer.next;
            if (timer.deadline >> TICK_SHIFT <= tick) {
                unlink(timer);
                push(timer);
            }
            timer = following;
        }
    }

    private void expireUntil(long now) {
        while (heapSize > 0) {
            Timer first = at(0);
            if (first.deadline > now) {
                return;
            }
            removeFromHeap(0);
            first.place = Timer.IDLE;
            first.expire(now);
        }
    }

    private void link(Timer timer) {
        int slot = (int) (timer.deadline >> TICK_SHIFT) & SLOTS - 1;
        Timer first = slots[slot];
        timer.previous = null;
        timer.next = first;
        if (first != null) {
            first.previous = timer;
        }
        slots[slot] = timer;
        timer.place = Timer.IN_SLOT;
        waiting++;
    }

    private void unlink(Timer timer) {
        Timer previous = timer.previous;
        Timer next = timer.next;
        if (previous == null) {
            slots[(int) (timer.deadline >> TICK_SHIFT) & SLOTS - 1] = next;
        } else {
            previous.next = next;
        }
        if (next != null) {
            next.previous = previous;
        }
        timer.previous = null;
        timer.next = null;
        waiting--;
    }

    private Timer at(int place) {
        Timer timer = heap[place];
        if (timer == null) {
            throw new IllegalStateException("hole in the heap of timers");
        }
        return timer;
    }

    private void put(Timer timer, int place) {
        heap[place] = timer;
        timer.place = place;
    }

    private void push(Timer timer) {
        if (heapSize == heap.length) {
            heap = Arrays.copyOf(heap, heapSize * 2);
        }
        put(timer, heapSize++);
        siftUp(timer);
    }

    private void removeFromHeap(int place) {
        Timer last = at(--heapSize);
        heap[heapSize] = null;
        if (place < heapSize) {
            put(last, place);
            siftUp(last);
            siftDown(last);
        }
    }

    private void siftUp(Timer timer) {
        int place = timer.place;
        while (place > 0) {
            Timer parent = at((place - 1) / 2);
            if (parent.deadline <= timer.deadline) {
                break;
            }
            int up = parent.place;
            put(parent, place);
            place = up;
        }
        put(timer, place);
    }

    private void siftDown(Timer timer) {
        int place = timer.place;
        for (int child = 2 * place + 1; child < heapSize; child = 2 * place + 1) {
            if (child + 1 < heapSize && at(child + 1).deadline < at(child).deadline) {
                child++;
            }
            Timer lower = at(child);
            if (timer.deadline <= lower.deadline) {
                break;
            }
            put(lower, place);
            place = child;
        }
        put(timer, place);
    }
}
