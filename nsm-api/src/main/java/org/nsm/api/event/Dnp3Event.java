package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * Telecontrol between a master and its outstations with DNP3 (IEEE 1815-2012), over TCP or UDP, normally at port 20000.
 *
 * <p>A fragment is an application header, then object headers, each with its objects. The events of a fragment come in
 * the order of its octets, once the fragment is complete; only its {@link HeaderBlock} comes before. The groups and
 * variations of objects are those of annex A.
 *
 * <p>The flag octet of a point has, from the lowest bit: online, restarted, communication lost, forced by another
 * station, forced here, and bits that depend on the group. A point that is not online has no value to rely on.
 */
public sealed interface Dnp3Event extends Event {

    /**
     * A master's fragment began (clause 4.2.2).
     *
     * @param connection   the TCP connection or UDP flow
     * @param isOrig       whether the originator sent it
     * @param application  the application control octet: FIR, FIN, CON and UNS in the upper four bits, the sequence
     *                     number below
     * @param functionCode what is asked for, such as 1 for READ and 5 for DIRECT_OPERATE; one octet
     */
    @Name("dnp3_application_request_header")
    record ApplicationRequestHeader(
            Connection connection,
            boolean isOrig,
            int application,
            @Name("fc") int functionCode) implements Dnp3Event {}

    /**
     * An outstation's fragment began (clause 4.2.2).
     *
     * @param connection          the TCP connection or UDP flow
     * @param isOrig              whether the originator sent it
     * @param application         the application control octet: FIR, FIN, CON and UNS in the upper four bits, the
     *                            sequence number below
     * @param functionCode        129 for a response, 130 for an unsolicited one, 131 for an answer about
     *                            authentication; other octets mean nothing
     * @param internalIndications the state of the outstation: IIN1 in the upper eight bits, IIN2 in the lower eight
     */
    @Name("dnp3_application_response_header")
    record ApplicationResponseHeader(
            Connection connection,
            boolean isOrig,
            int application,
            @Name("fc") int functionCode,
            @Name("iin") int internalIndications)
            implements Dnp3Event {}

    /**
     * A fragment names objects, whether their data follows or not (clause 4.2.2.7).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param objectType the kind of object: its group times 256, plus its variation
     * @param qualifier  the qualifier octet: the prefix code in the upper four bits, the range specifier code in the
     *                   lower four
     * @param number     how many objects there are; 0 where the range does not tell; of a range whose stop is below its
     *                   start the unsigned difference of 32 bits
     * @param rangeLow   the start index, the start address or the count; 65535 for all objects; 0 if there is no such
     *                   field
     * @param rangeHigh  the stop index or the stop address; 65535 for all objects; 0 if the range is a count or there
     *                   is none
     */
    @Name("dnp3_object_header")
    record ObjectHeader(
            Connection connection,
            boolean isOrig,
            @Name("obj_type") int objectType,
            @Name("qua_field") int qualifier,
            long number,
            @Name("rf_low") long rangeLow,
            @Name("rf_high") long rangeHigh)
            implements Dnp3Event {}

    /**
     * An object, or its index alone, comes next in the fragment. Raised before the event of the object itself.
     *
     * @param connection  the TCP connection or UDP flow
     * @param isOrig      whether the originator sent it
     * @param prefixValue the index or the size in front of the object, as the qualifier of its {@link ObjectHeader}
     *                    says; 0 for objects without a prefix
     */
    @Name("dnp3_object_prefix")
    record ObjectPrefix(Connection connection, boolean isOrig, long prefixValue) implements Dnp3Event {}

    /**
     * The first link frame of an application fragment arrived (clause 9.2.4). Raised before the checksums of its body
     * are looked at; further frames of the same fragment raise none.
     *
     * @param connection         the TCP connection or UDP flow
     * @param isOrig             whether the originator sent it
     * @param length             the length octet: how many octets of the frame follow it, checksums not counted; at
     *                           least 5 in a sound frame
     * @param control            the control octet: DIR, PRM and two bits that depend on PRM, then the function code of
     *                           the link
     * @param destinationAddress the station addressed, 0 to 65535
     * @param sourceAddress      the station that sends, 0 to 65535
     */
    @Name("dnp3_header_block")
    record HeaderBlock(
            Connection connection,
            boolean isOrig,
            @Name("len") int length,
            @Name("ctrl") int control,
            @Name("dest_addr") int destinationAddress,
            @Name("src_addr") int sourceAddress)
            implements Dnp3Event {}

    /**
     * A response carried an object. Raised after the event of the object, and for objects that have none of their own.
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param dataValue  the octet that a binary input or output consists of (groups 1 and 10, variations 1 and 2); 255
     *                   for every other object
     */
    @Name("dnp3_response_data_object")
    record ResponseDataObject(Connection connection, boolean isOrig, int dataValue) implements Dnp3Event {}

    /**
     * A device attribute (group 0).
     *
     * @param connection   the TCP connection or UDP flow
     * @param isOrig       whether the originator sent it
     * @param dataTypeCode how the value is encoded: 1 text, 2 unsigned, 3 signed, 4 floating point, 5 octets, 6 bits, 7
     *                     time, 254 a list of attributes
     * @param length       the length of the value in octets, 0 to 255
     * @param attribute    the value as it was sent
     */
    @Name("dnp3_attribute_common")
    record AttributeCommon(
            Connection connection,
            boolean isOrig,
            int dataTypeCode,
            @Name("leng") int length,
            @Name("attribute_obj") ByteBuf attribute)
            implements Dnp3Event {}

    /**
     * A control relay output block: operate a binary output (group 12, variation 1).
     *
     * @param connection  the TCP connection or UDP flow
     * @param isOrig      whether the originator sent it
     * @param controlCode what to do: the operation in the lower four bits, then the queue and clear bits, and trip or
     *                    close in the upper two
     * @param count8      how many times to do it, 0 to 255
     * @param onTime      how long the output is on each time, in milliseconds, 32 bits unsigned
     * @param offTime     how long the output is off each time, in milliseconds, 32 bits unsigned
     * @param statusCode  how it went; 0 in a request and for success
     */
    @Name("dnp3_crob")
    record Crob(
            Connection connection,
            boolean isOrig,
            int controlCode,
            int count8,
            long onTime,
            long offTime,
            int statusCode)
            implements Dnp3Event {}

    /**
     * A pattern control block: operate the binary outputs that a pattern mask selects (group 12, variation 2).
     *
     * @param connection  the TCP connection or UDP flow
     * @param isOrig      whether the originator sent it
     * @param controlCode what to do: the operation in the lower four bits, then the queue and clear bits, and trip or
     *                    close in the upper two
     * @param count8      how many times to do it, 0 to 255
     * @param onTime      how long the output is on each time, in milliseconds, 32 bits unsigned
     * @param offTime     how long the output is off each time, in milliseconds, 32 bits unsigned
     * @param statusCode  how it went; 0 in a request and for success
     */
    @Name("dnp3_pcb")
    record Pcb(
            Connection connection,
            boolean isOrig,
            int controlCode,
            int count8,
            long onTime,
            long offTime,
            int statusCode)
            implements Dnp3Event {}

    /**
     * A counter of 32 bits, with its quality (group 20, variation 1).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param flag       the flag octet, the quality of the point
     * @param countValue the count, 32 bits unsigned
     */
    @Name("dnp3_counter_32wFlag")
    record Counter32wFlag(Connection connection, boolean isOrig, int flag, long countValue) implements Dnp3Event {}

    /**
     * A counter of 16 bits, with its quality (group 20, variation 2).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param flag       the flag octet, the quality of the point
     * @param countValue the count, 0 to 65535
     */
    @Name("dnp3_counter_16wFlag")
    record Counter16wFlag(Connection connection, boolean isOrig, int flag, int countValue) implements Dnp3Event {}

    /**
     * A counter of 32 bits, without its quality (group 20, variation 5).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param countValue the count, 32 bits unsigned
     */
    @Name("dnp3_counter_32woFlag")
    record Counter32woFlag(Connection connection, boolean isOrig, long countValue) implements Dnp3Event {}

    /**
     * A counter of 16 bits, without its quality (group 20, variation 6).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param countValue the count, 0 to 65535
     */
    @Name("dnp3_counter_16woFlag")
    record Counter16woFlag(Connection connection, boolean isOrig, int countValue) implements Dnp3Event {}

    /**
     * A frozen counter of 32 bits, with its quality (group 21, variation 1).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param flag       the flag octet, the quality of the point
     * @param countValue the count, 32 bits unsigned
     */
    @Name("dnp3_frozen_counter_32wFlag")
    record FrozenCounter32wFlag(Connection connection, boolean isOrig, int flag, long countValue)
            implements Dnp3Event {}

    /**
     * A frozen counter of 16 bits, with its quality (group 21, variation 2).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param flag       the flag octet, the quality of the point
     * @param countValue the count, 0 to 65535
     */
    @Name("dnp3_frozen_counter_16wFlag")
    record FrozenCounter16wFlag(Connection connection, boolean isOrig, int flag, int countValue) implements Dnp3Event {}

    /**
     * A frozen counter of 32 bits, with its quality and time (group 21, variation 5).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param flag       the flag octet, the quality of the point
     * @param countValue the count, 32 bits unsigned
     * @param time48     when it was frozen, in milliseconds since the epoch, 48 bits
     */
    @Name("dnp3_frozen_counter_32wFlagTime")
    record FrozenCounter32wFlagTime(Connection connection, boolean isOrig, int flag, long countValue, long time48)
            implements Dnp3Event {}

    /**
     * A frozen counter of 16 bits, with its quality and time (group 21, variation 6).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param flag       the flag octet, the quality of the point
     * @param countValue the count, 0 to 65535
     * @param time48     when it was frozen, in milliseconds since the epoch, 48 bits
     */
    @Name("dnp3_frozen_counter_16wFlagTime")
    record FrozenCounter16wFlagTime(Connection connection, boolean isOrig, int flag, int countValue, long time48)
            implements Dnp3Event {}

    /**
     * A frozen counter of 32 bits, without its quality (group 21, variation 9).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param countValue the count, 32 bits unsigned
     */
    @Name("dnp3_frozen_counter_32woFlag")
    record FrozenCounter32woFlag(Connection connection, boolean isOrig, long countValue) implements Dnp3Event {}

    /**
     * A frozen counter of 16 bits, without its quality (group 21, variation 10).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param countValue the count, 0 to 65535
     */
    @Name("dnp3_frozen_counter_16woFlag")
    record FrozenCounter16woFlag(Connection connection, boolean isOrig, int countValue) implements Dnp3Event {}

    /**
     * An analog input of 32 bits, with its quality (group 30, variation 1).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param flag       the flag octet, the quality of the point
     * @param value      the signed value of 32 bits; the documentation counts it as 64 bits unsigned
     */
    @Name("dnp3_analog_input_32wFlag")
    record AnalogInput32wFlag(Connection connection, boolean isOrig, int flag, long value) implements Dnp3Event {}

    /**
     * An analog input of 16 bits, with its quality (group 30, variation 2).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param flag       the flag octet, the quality of the point
     * @param value      the signed value of 16 bits; the documentation counts it as 64 bits unsigned
     */
    @Name("dnp3_analog_input_16wFlag")
    record AnalogInput16wFlag(Connection connection, boolean isOrig, int flag, long value) implements Dnp3Event {}

    /**
     * An analog input of 32 bits, without its quality (group 30, variation 3).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param value      the signed value of 32 bits; the documentation counts it as 64 bits unsigned
     */
    @Name("dnp3_analog_input_32woFlag")
    record AnalogInput32woFlag(Connection connection, boolean isOrig, long value) implements Dnp3Event {}

    /**
     * An analog input of 16 bits, without its quality (group 30, variation 4).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param value      the signed value of 16 bits; the documentation counts it as 64 bits unsigned
     */
    @Name("dnp3_analog_input_16woFlag")
    record AnalogInput16woFlag(Connection connection, boolean isOrig, long value) implements Dnp3Event {}

    /**
     * An analog input of single precision, with its quality (group 30, variation 5).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param flag       the flag octet, the quality of the point
     * @param value      the bits of a single-precision number, for {@link Float#intBitsToFloat}
     */
    @Name("dnp3_analog_input_SPwFlag")
    record AnalogInputSPwFlag(Connection connection, boolean isOrig, int flag, long value) implements Dnp3Event {}

    /**
     * An analog input of double precision, with its quality (group 30, variation 6).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param flag       the flag octet, the quality of the point
     * @param valueLow   the lower 32 bits of a double-precision number, unsigned; together they are for
     *                   {@link Double#longBitsToDouble}
     * @param valueHigh  the upper 32 bits of the number, unsigned
     */
    @Name("dnp3_analog_input_DPwFlag")
    record AnalogInputDPwFlag(Connection connection, boolean isOrig, int flag, long valueLow, long valueHigh)
            implements Dnp3Event {}

    /**
     * A frozen analog input of 32 bits, with its quality (group 31, variation 1).
     *
     * @param connection  the TCP connection or UDP flow
     * @param isOrig      whether the originator sent it
     * @param flag        the flag octet, the quality of the point
     * @param frozenValue the signed value of 32 bits; the documentation counts it as 64 bits unsigned
     */
    @Name("dnp3_frozen_analog_input_32wFlag")
    record FrozenAnalogInput32wFlag(Connection connection, boolean isOrig, int flag, long frozenValue)
            implements Dnp3Event {}

    /**
     * A frozen analog input of 16 bits, with its quality (group 31, variation 2).
     *
     * @param connection  the TCP connection or UDP flow
     * @param isOrig      whether the originator sent it
     * @param flag        the flag octet, the quality of the point
     * @param frozenValue the signed value of 16 bits; the documentation counts it as 64 bits unsigned
     */
    @Name("dnp3_frozen_analog_input_16wFlag")
    record FrozenAnalogInput16wFlag(Connection connection, boolean isOrig, int flag, long frozenValue)
            implements Dnp3Event {}

    /**
     * A frozen analog input of 32 bits, with its quality and the time of the freeze (group 31, variation 3).
     *
     * @param connection  the TCP connection or UDP flow
     * @param isOrig      whether the originator sent it
     * @param flag        the flag octet, the quality of the point
     * @param frozenValue the signed value of 32 bits; the documentation counts it as 64 bits unsigned
     * @param time48      when it was frozen, in milliseconds since the epoch, 48 bits
     */
    @Name("dnp3_frozen_analog_input_32wTime")
    record FrozenAnalogInput32wTime(Connection connection, boolean isOrig, int flag, long frozenValue, long time48)
            implements Dnp3Event {}

    /**
     * A frozen analog input of 16 bits, with its quality and the time of the freeze (group 31, variation 4).
     *
     * @param connection  the TCP connection or UDP flow
     * @param isOrig      whether the originator sent it
     * @param flag        the flag octet, the quality of the point
     * @param frozenValue the signed value of 16 bits; the documentation counts it as 64 bits unsigned
     * @param time48      when it was frozen, in milliseconds since the epoch, 48 bits
     */
    @Name("dnp3_frozen_analog_input_16wTime")
    record FrozenAnalogInput16wTime(Connection connection, boolean isOrig, int flag, long frozenValue, long time48)
            implements Dnp3Event {}

    /**
     * A frozen analog input of 32 bits, without its quality (group 31, variation 5).
     *
     * @param connection  the TCP connection or UDP flow
     * @param isOrig      whether the originator sent it
     * @param frozenValue the signed value of 32 bits; the documentation counts it as 64 bits unsigned
     */
    @Name("dnp3_frozen_analog_input_32woFlag")
    record FrozenAnalogInput32woFlag(Connection connection, boolean isOrig, long frozenValue) implements Dnp3Event {}

    /**
     * A frozen analog input of 16 bits, without its quality (group 31, variation 6).
     *
     * @param connection  the TCP connection or UDP flow
     * @param isOrig      whether the originator sent it
     * @param frozenValue the signed value of 16 bits; the documentation counts it as 64 bits unsigned
     */
    @Name("dnp3_frozen_analog_input_16woFlag")
    record FrozenAnalogInput16woFlag(Connection connection, boolean isOrig, long frozenValue) implements Dnp3Event {}

    /**
     * A frozen analog input of single precision, with its quality (group 31, variation 7).
     *
     * @param connection  the TCP connection or UDP flow
     * @param isOrig      whether the originator sent it
     * @param flag        the flag octet, the quality of the point
     * @param frozenValue the bits of a single-precision number, for {@link Float#intBitsToFloat}
     */
    @Name("dnp3_frozen_analog_input_SPwFlag")
    record FrozenAnalogInputSPwFlag(Connection connection, boolean isOrig, int flag, long frozenValue)
            implements Dnp3Event {}

    /**
     * A frozen analog input of double precision, with its quality (group 31, variation 8).
     *
     * @param connection      the TCP connection or UDP flow
     * @param isOrig          whether the originator sent it
     * @param flag            the flag octet, the quality of the point
     * @param frozenValueLow  the lower 32 bits of a double-precision number, unsigned; together they are for
     *                        {@link Double#longBitsToDouble}
     * @param frozenValueHigh the upper 32 bits of the number, unsigned
     */
    @Name("dnp3_frozen_analog_input_DPwFlag")
    record FrozenAnalogInputDPwFlag(
            Connection connection, boolean isOrig, int flag, long frozenValueLow, long frozenValueHigh)
            implements Dnp3Event {}

    /**
     * A change of an analog input of 32 bits, without its time (group 32, variation 1).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param flag       the flag octet, the quality of the point
     * @param value      the signed value of 32 bits; the documentation counts it as 64 bits unsigned
     */
    @Name("dnp3_analog_input_event_32woTime")
    record AnalogInputEvent32woTime(Connection connection, boolean isOrig, int flag, long value) implements Dnp3Event {}

    /**
     * A change of an analog input of 16 bits, without its time (group 32, variation 2).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param flag       the flag octet, the quality of the point
     * @param value      the signed value of 16 bits; the documentation counts it as 64 bits unsigned
     */
    @Name("dnp3_analog_input_event_16woTime")
    record AnalogInputEvent16woTime(Connection connection, boolean isOrig, int flag, long value) implements Dnp3Event {}

    /**
     * A change of an analog input of 32 bits, with its time (group 32, variation 3).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param flag       the flag octet, the quality of the point
     * @param value      the signed value of 32 bits; the documentation counts it as 64 bits unsigned
     * @param time48     when it happened, in milliseconds since the epoch, 48 bits
     */
    @Name("dnp3_analog_input_event_32wTime")
    record AnalogInputEvent32wTime(Connection connection, boolean isOrig, int flag, long value, long time48)
            implements Dnp3Event {}

    /**
     * A change of an analog input of 16 bits, with its time (group 32, variation 4).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param flag       the flag octet, the quality of the point
     * @param value      the signed value of 16 bits; the documentation counts it as 64 bits unsigned
     * @param time48     when it happened, in milliseconds since the epoch, 48 bits
     */
    @Name("dnp3_analog_input_event_16wTime")
    record AnalogInputEvent16wTime(Connection connection, boolean isOrig, int flag, long value, long time48)
            implements Dnp3Event {}

    /**
     * A change of an analog input of single precision, without its time (group 32, variation 5).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param flag       the flag octet, the quality of the point
     * @param value      the bits of a single-precision number, for {@link Float#intBitsToFloat}
     */
    @Name("dnp3_analog_input_event_SPwoTime")
    record AnalogInputEventSPwoTime(Connection connection, boolean isOrig, int flag, long value) implements Dnp3Event {}

    /**
     * A change of an analog input of double precision, without its time (group 32, variation 6).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param flag       the flag octet, the quality of the point
     * @param valueLow   the lower 32 bits of a double-precision number, unsigned; together they are for
     *                   {@link Double#longBitsToDouble}
     * @param valueHigh  the upper 32 bits of the number, unsigned
     */
    @Name("dnp3_analog_input_event_DPwoTime")
    record AnalogInputEventDPwoTime(Connection connection, boolean isOrig, int flag, long valueLow, long valueHigh)
            implements Dnp3Event {}

    /**
     * A change of an analog input of single precision, with its time (group 32, variation 7).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param flag       the flag octet, the quality of the point
     * @param value      the bits of a single-precision number, for {@link Float#intBitsToFloat}
     * @param time48     when it happened, in milliseconds since the epoch, 48 bits
     */
    @Name("dnp3_analog_input_event_SPwTime")
    record AnalogInputEventSPwTime(Connection connection, boolean isOrig, int flag, long value, long time48)
            implements Dnp3Event {}

    /**
     * A change of an analog input of double precision, with its time (group 32, variation 8).
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param flag       the flag octet, the quality of the point
     * @param valueLow   the lower 32 bits of a double-precision number, unsigned; together they are for
     *                   {@link Double#longBitsToDouble}
     * @param valueHigh  the upper 32 bits of the number, unsigned
     * @param time48     when it happened, in milliseconds since the epoch, 48 bits
     */
    @Name("dnp3_analog_input_event_DPwTime")
    record AnalogInputEventDPwTime(
            Connection connection, boolean isOrig, int flag, long valueLow, long valueHigh, long time48)
            implements Dnp3Event {}

    /**
     * A change of a frozen analog input of 32 bits, without its time (group 33, variation 1).
     *
     * @param connection  the TCP connection or UDP flow
     * @param isOrig      whether the originator sent it
     * @param flag        the flag octet, the quality of the point
     * @param frozenValue the signed value of 32 bits; the documentation counts it as 64 bits unsigned
     */
    @Name("dnp3_frozen_analog_input_event_32woTime")
    record FrozenAnalogInputEvent32woTime(Connection connection, boolean isOrig, int flag, long frozenValue)
            implements Dnp3Event {}

    /**
     * A change of a frozen analog input of 16 bits, without its time (group 33, variation 2).
     *
     * @param connection  the TCP connection or UDP flow
     * @param isOrig      whether the originator sent it
     * @param flag        the flag octet, the quality of the point
     * @param frozenValue the signed value of 16 bits; the documentation counts it as 64 bits unsigned
     */
    @Name("dnp3_frozen_analog_input_event_16woTime")
    record FrozenAnalogInputEvent16woTime(Connection connection, boolean isOrig, int flag, long frozenValue)
            implements Dnp3Event {}

    /**
     * A change of a frozen analog input of 32 bits, with its time (group 33, variation 3).
     *
     * @param connection  the TCP connection or UDP flow
     * @param isOrig      whether the originator sent it
     * @param flag        the flag octet, the quality of the point
     * @param frozenValue the signed value of 32 bits; the documentation counts it as 64 bits unsigned
     * @param time48      when it was frozen, in milliseconds since the epoch, 48 bits
     */
    @Name("dnp3_frozen_analog_input_event_32wTime")
    record FrozenAnalogInputEvent32wTime(Connection connection, boolean isOrig, int flag, long frozenValue, long time48)
            implements Dnp3Event {}

    /**
     * A change of a frozen analog input of 16 bits, with its time (group 33, variation 4).
     *
     * @param connection  the TCP connection or UDP flow
     * @param isOrig      whether the originator sent it
     * @param flag        the flag octet, the quality of the point
     * @param frozenValue the signed value of 16 bits; the documentation counts it as 64 bits unsigned
     * @param time48      when it was frozen, in milliseconds since the epoch, 48 bits
     */
    @Name("dnp3_frozen_analog_input_event_16wTime")
    record FrozenAnalogInputEvent16wTime(Connection connection, boolean isOrig, int flag, long frozenValue, long time48)
            implements Dnp3Event {}

    /**
     * A change of a frozen analog input of single precision, without its time (group 33, variation 5).
     *
     * @param connection  the TCP connection or UDP flow
     * @param isOrig      whether the originator sent it
     * @param flag        the flag octet, the quality of the point
     * @param frozenValue the bits of a single-precision number, for {@link Float#intBitsToFloat}
     */
    @Name("dnp3_frozen_analog_input_event_SPwoTime")
    record FrozenAnalogInputEventSPwoTime(Connection connection, boolean isOrig, int flag, long frozenValue)
            implements Dnp3Event {}

    /**
     * A change of a frozen analog input of double precision, without its time (group 33, variation 6).
     *
     * @param connection      the TCP connection or UDP flow
     * @param isOrig          whether the originator sent it
     * @param flag            the flag octet, the quality of the point
     * @param frozenValueLow  the lower 32 bits of a double-precision number, unsigned; together they are for
     *                        {@link Double#longBitsToDouble}
     * @param frozenValueHigh the upper 32 bits of the number, unsigned
     */
    @Name("dnp3_frozen_analog_input_event_DPwoTime")
    record FrozenAnalogInputEventDPwoTime(
            Connection connection, boolean isOrig, int flag, long frozenValueLow, long frozenValueHigh)
            implements Dnp3Event {}

    /**
     * A change of a frozen analog input of single precision, with its time (group 33, variation 7).
     *
     * @param connection  the TCP connection or UDP flow
     * @param isOrig      whether the originator sent it
     * @param flag        the flag octet, the quality of the point
     * @param frozenValue the bits of a single-precision number, for {@link Float#intBitsToFloat}
     * @param time48      when it was frozen, in milliseconds since the epoch, 48 bits
     */
    @Name("dnp3_frozen_analog_input_event_SPwTime")
    record FrozenAnalogInputEventSPwTime(Connection connection, boolean isOrig, int flag, long frozenValue, long time48)
            implements Dnp3Event {}

    /**
     * A change of a frozen analog input of double precision, with its time (group 33, variation 8).
     *
     * @param connection      the TCP connection or UDP flow
     * @param isOrig          whether the originator sent it
     * @param flag            the flag octet, the quality of the point
     * @param frozenValueLow  the lower 32 bits of a double-precision number, unsigned; together they are for
     *                        {@link Double#longBitsToDouble}
     * @param frozenValueHigh the upper 32 bits of the number, unsigned
     * @param time48          when it was frozen, in milliseconds since the epoch, 48 bits
     */
    @Name("dnp3_frozen_analog_input_event_DPwTime")
    record FrozenAnalogInputEventDPwTime(
            Connection connection, boolean isOrig, int flag, long frozenValueLow, long frozenValueHigh, long time48)
            implements Dnp3Event {}

    /**
     * A block of a file was read or written (group 70, variation 5).
     *
     * @param connection  the TCP connection or UDP flow
     * @param isOrig      whether the originator sent it
     * @param fileHandle  the handle that opening the file gave, 32 bits unsigned
     * @param blockNumber the number of the block, from 0, 32 bits unsigned; the top bit marks the last one
     * @param fileData    the contents; empty in a request to read
     */
    @Name("dnp3_file_transport")
    record FileTransport(
            Connection connection,
            boolean isOrig,
            long fileHandle,
            @Name("block_num") long blockNumber,
            ByteBuf fileData)
            implements Dnp3Event {}

    /**
     * A part of a fragment cannot be read: an unknown function code, or an object whose length is not known.
     *
     * @param connection the TCP connection or UDP flow
     * @param isOrig     whether the originator sent it
     * @param debug      the rest of the fragment; perhaps empty
     */
    @Name("dnp3_debug_byte")
    record DebugByte(Connection connection, boolean isOrig, ByteBuf debug) implements Dnp3Event {}
}
