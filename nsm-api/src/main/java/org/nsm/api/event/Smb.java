package org.nsm.api.event;

import java.time.Instant;
import org.nsm.api.Name;

/** What both versions of SMB have in common. */
public final class Smb {

    private Smb() {}

    /**
     * The four times of a file (MS-FSCC, section 2.4.7). They are kept in ticks of 100 ns since 1601; the tick count 0,
     * which stands for a time that is not set, shows as the first instant of 1601.
     *
     * @param modified when the content was last written
     * @param accessed when the file was last read or written
     * @param created  when the file was created
     * @param changed  when the content or the attributes last changed
     */
    @Name("SMB::MACTimes")
    public record MacTimes(Instant modified, Instant accessed, Instant created, Instant changed) {}
}
